// tests: kill -9 of the server while 100 runs report: what it acknowledged is there, and each run ends.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { eventually } from '@signalbox/testkit';
import { type Chance, chanceFrom } from './chance.ts';
import { Ledger } from './ledger.ts';
import { readNotes } from './notes.ts';
import { apiUrl, freePort, Home, Program, type ServerPlace, startServer } from './program.ts';
import { reportRun } from './reporter.ts';

const RUNS = 100;
/** Processes of their own, with a flow of the SDK. */
const FLOW_PROCESSES = 3;
const KILLS = 2;
const RUN_STEADY = join(import.meta.dirname, 'flows/run-steady.ts');

/** Kills the server and starts it anew on the same file and port, some time after the last start. */
async function killAndRestart(place: ServerPlace, server: Program, chance: Chance): Promise<Program> {
  await chance.pause(400, 1_200);
  await server.kill();
  await chance.pause(0, 600);
  return startServer(place);
}

const startFlowProcess = (place: ServerPlace, notes: string): Program =>
  new Program(
    [process.execPath, '--conditions=source', RUN_STEADY, notes],
    place.home.environment({ SIGNALBOX_API_URL: apiUrl(place) }),
  );

for (const seed of [1, 2, 3]) {
  test(`kill -9 of the server while ${RUNS} runs report, seed ${seed}: nothing acknowledged is lost, and each run ends`, async () => {
    using home = new Home();
    const place: ServerPlace = { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
    const chance = chanceFrom(seed);
    const client = createClient({ api_url: apiUrl(place), retries: 60, deadline_seconds: 120 });
    const ledger = new Ledger();
    const notes = join(home.path, 'notes');
    await using programs = new AsyncDisposableStack();
    let server = programs.use(await startServer(place));
    const { id: flow_id } = await client.flows.create({ body: { name: 'reporting' } });
    const flows = Array.from({ length: FLOW_PROCESSES }, () => programs.use(startFlowProcess(place, notes)));
    const startedFlows = async () =>
      readNotes(notes).length === FLOW_PROCESSES || flows.some((flow) => !flow.isRunning);
    await eventually('the start of the flows', startedFlows, 60_000);
    const reporting = Promise.allSettled(
      Array.from({ length: RUNS }, () => reportRun({ client, flow_id, ledger, chance })),
    );
    for (let kill = 0; kill < KILLS; kill++) {
      server = programs.use(await killAndRestart(place, server, chance));
      assert.ok(ledger.endedRuns < RUNS, 'the server was killed while runs reported');
    }
    const outcomes = await reporting;
    const endings = await Promise.all(flows.map(({ ended }) => ended));

    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    assert.deepEqual(failures, [], 'every run reported to its end');
    assert.equal(ledger.runs.size, RUNS);
    for (const [index, { code }] of endings.entries()) assert.equal(code, 0, flows[index]?.output ?? '');
    await ledger.assertAllThere(client);
    const ended = await client.flow_runs.count({ body: { flow_runs: { state: { type: { any_: ['COMPLETED'] } } } } });
    assert.equal(ended, RUNS + FLOW_PROCESSES);
    assert.equal(readNotes(notes).filter(({ what }) => what === 'end').length, FLOW_PROCESSES);

    server.send('SIGTERM');
    assert.equal((await server.ended).code, 0, server.output);
    using database = new DatabaseSync(place.database, { readOnly: true });
    assert.deepEqual({ ...database.prepare('pragma integrity_check').get() }, { integrity_check: 'ok' });
  });
}
