// tests: Postgres crashes, or one of the servers on it is killed, while 60 runs report: requests wait, nothing
// acknowledged is lost, and nothing is done twice.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Client, createClient } from '@signalbox/client';
import { OwnPostgres, openRoundRobin } from '@signalbox/testkit';
import { chanceFrom } from './chance.ts';
import { Ledger } from './ledger.ts';
import { apiUrl, freePort, Home, type ServerPlace, startServer } from './program.ts';
import { reportRun } from './reporter.ts';

const RUNS = 60;

async function reportAll(client: Client, ledger: Ledger, seed: number) {
  const chance = chanceFrom(seed);
  const { id: flow_id } = await client.flows.create({ body: { name: 'reporting' } });
  const reports = Array.from({ length: RUNS }, () => reportRun({ client, flow_id, ledger, chance }));
  return Promise.allSettled(reports);
}

async function assertEachRunOnce(client: Client, ledger: Ledger, outcomes: PromiseSettledResult<unknown>[]) {
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  assert.deepEqual([...new Set(failures)], [], 'every run reported to its end');
  assert.equal(ledger.runs.size, RUNS);
  await ledger.assertAllThere(client);
  assert.equal(await client.flow_runs.count({ body: {} }), RUNS, 'no run was made twice');
}

test('Postgres crashes twice under load: requests wait for it, without a repeat by their clients', async () => {
  await using postgres = await OwnPostgres.start();
  using home = new Home();
  const database = join(home.path, 'signalbox.db');
  const place: ServerPlace = { home, port: await freePort(), database, database_url: postgres.url };
  await using server = await startServer(place);
  const client = createClient({ api_url: apiUrl(place), retries: 0, deadline_seconds: 60 });
  const ledger = new Ledger();
  const chance = chanceFrom(7);
  const reporting = reportAll(client, ledger, 1);
  for (let crash = 0; crash < 2; crash += 1) {
    await chance.pause(600, 1_200);
    await postgres.crashAndRestart();
    assert.ok(ledger.endedRuns < RUNS, 'Postgres crashed while runs reported');
  }
  await assertEachRunOnce(client, ledger, await reporting);
  assert.ok(server.isRunning, server.output);
});

test('kill -9 of one of two servers on one Postgres: the other goes on with its work', async () => {
  await using postgres = await OwnPostgres.start();
  using home = new Home();
  const database = join(home.path, 'signalbox.db');
  const places: ServerPlace[] = [];
  for (let count = 0; count < 2; count += 1)
    places.push({ home, port: await freePort(), database, database_url: postgres.url });
  await using programs = new AsyncDisposableStack();
  const [first, second] = await Promise.all(places.map(startServer));
  assert.ok(first && second);
  programs.use(first);
  programs.use(second);
  const front = await openRoundRobin(places.map((place) => apiUrl(place)));
  programs.defer(() => front.close());
  const client = createClient({ api_url: `${front.url}/api`, retries: 60, deadline_seconds: 120 });
  const ledger = new Ledger();
  const reporting = reportAll(client, ledger, 2);
  await chanceFrom(9).pause(800, 1_500);
  await first.kill();
  assert.ok(ledger.endedRuns < RUNS, 'the server was killed while runs reported');
  await assertEachRunOnce(client, ledger, await reporting);
  assert.ok(second.isRunning, second.output);
});
