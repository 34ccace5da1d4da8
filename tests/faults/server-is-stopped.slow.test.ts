// tests: a server that hangs for some seconds under load, or is away for a while: clients and leases outlast it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { eventually } from '@signalbox/testkit';
import { chanceFrom } from './chance.ts';
import { Ledger } from './ledger.ts';
import { apiUrl, freePort, Home, type ServerPlace, startServer } from './program.ts';
import { reportRun } from './reporter.ts';

const RUNS = 60;
const STOPPED_MS = 4_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function placeIn(home: Home): Promise<ServerPlace> {
  return { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
}

test(`SIGSTOP of the server for ${STOPPED_MS / 1_000} s while ${RUNS} runs report: all go on and complete`, async () => {
  using home = new Home();
  const place = await placeIn(home);
  await using server = await startServer(place);
  const client = createClient({ api_url: apiUrl(place) });
  const { id: flow_id } = await client.flows.create({ body: { name: 'reporting' } });
  const ledger = new Ledger();
  const chance = chanceFrom(7);
  const reporting = Promise.allSettled(
    Array.from({ length: RUNS }, () => reportRun({ client, flow_id, ledger, chance })),
  );
  await pause(800);
  const endedBefore = ledger.endedRuns;
  server.send('SIGSTOP');
  await pause(STOPPED_MS);
  server.send('SIGCONT');
  const outcomes = await reporting;
  assert.ok(endedBefore < RUNS, 'the server was stopped while runs reported');
  assert.deepEqual(
    outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : [])),
    [],
  );
  assert.equal(ledger.endedRuns, RUNS);
  await ledger.assertAllThere(client);
});

test('a server that was away when a lease ran out gives its holder time to come back', async () => {
  using home = new Home();
  const place = await placeIn(home);
  const client = createClient({ api_url: apiUrl(place), retries: 60, deadline_seconds: 120 });
  const holder = 'a process that lives';
  const first = await startServer(place);
  const { id: flow_id } = await client.flows.create({ body: { name: 'held' } });
  const { id } = await client.flow_runs.create({ body: { flow_id, state: { type: 'PENDING' } } });
  const params = { id };
  await client.flow_runs.set_state({ params, body: { state: { type: 'RUNNING' } } });
  const { fencing_number, expires_at } = await client.flow_run_leases.claim({
    params,
    body: { holder, duration_seconds: 2 },
  });
  await first.kill();
  await eventually('the end of the lease', async () => Date.now() > Date.parse(expires_at) + 100, 10_000);
  await using _second = await startServer(place);
  await client.flow_run_leases.renew({ params, body: { holder, fencing_number, duration_seconds: 30 } });
  assert.equal((await client.flow_runs.read({ params })).state_type, 'RUNNING');
});

test('SIGSTOP of the server for longer than a lease leaves the run to its holder', async () => {
  using home = new Home();
  const place = await placeIn(home);
  const client = createClient({ api_url: apiUrl(place), retries: 60, deadline_seconds: 120 });
  const holder = 'a process that lives';
  await using server = await startServer(place);
  const { id: flow_id } = await client.flows.create({ body: { name: 'held' } });
  const { id } = await client.flow_runs.create({ body: { flow_id, state: { type: 'PENDING' } } });
  const params = { id };
  await client.flow_runs.set_state({ params, body: { state: { type: 'RUNNING' } } });
  const { fencing_number } = await client.flow_run_leases.claim({ params, body: { holder, duration_seconds: 3 } });
  server.send('SIGSTOP');
  await pause(9_000);
  server.send('SIGCONT');
  // What the server would do about a lease that ran out, it does before it has answered many requests.
  for (let index = 0; index < 50; index += 1) await client.flow_runs.read({ params });
  await client.flow_run_leases.renew({ params, body: { holder, fencing_number, duration_seconds: 30 } });
  assert.equal((await client.flow_runs.read({ params })).state_type, 'RUNNING');
});
