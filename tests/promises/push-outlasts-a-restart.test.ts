// tests: a server that stops leaves what it submitted going on, and the next one sees to its end.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { type ServerLog, type ServerOptions, serverLog, startServer } from '@signalbox/server';
import { databaseOfTest, eventually } from '@signalbox/testkit';
import { deployOnPush, noting, pushFolder, startRun, untilFile, untilState } from './push-yard.ts';

type LogFieldsOf = Parameters<ServerLog['info']>[1];

async function openServer(options: Pick<ServerOptions, 'database_path' | 'database_url' | 'push'>) {
  const failures: unknown[] = [];
  const found: unknown[] = [];
  const log = {
    ...serverLog({ write: () => undefined }),
    info: (message: string, fields?: LogFieldsOf) => {
      if (message === 'found again') found.push(fields?.flow_run_id);
    },
    error: (message: string, error?: unknown) => failures.push(error ?? message),
  };
  const server = await startServer({ ...options, port: 0, log });
  return {
    client: createClient({ api_url: server.api_url }),
    failures,
    /** The runs that it found going on. */
    found,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

// The process reaches no server after a restart on another port, so its end is seen by its exit alone.
test('a run whose server stops goes on, and the next server reports its end', async () => {
  using folder = pushFolder();
  await using database = await databaseOfTest();
  const options = { ...database.place, push: folder.push };
  const go = join(folder.directory, 'go');
  const first = await openServer(options);
  const deployment = await deployOnPush(first.client, noting(folder.starts, untilFile(go, '')));
  const run = await startRun(first.client, deployment);
  // It writes down its run when it has heard the answer to its first report, which a server that stops cuts off.
  await eventually('the process to be at work', async () => folder.started().includes(run.id));
  await first[Symbol.asyncDispose]();
  assert.deepEqual(first.failures, []);
  await using second = await openServer(options);
  assert.equal((await second.client.flow_runs.read({ params: { id: run.id } })).state_type, 'RUNNING');
  await eventually('the run to be found again', async () => second.found.includes(run.id));
  writeFileSync(go, '');
  const ended = await untilState(second.client, run.id, 'CRASHED');
  assert.match(ended.state?.message ?? '', /while no worker watched it/);
  assert.deepEqual(folder.started(), [run.id]);
  assert.deepEqual(second.failures, []);
});

test('a run that was claimed by a server that died before it submitted it is submitted by the next', async () => {
  using folder = pushFolder();
  await using database = await databaseOfTest();
  const off = await openServer({ ...database.place, push: { enabled: false } });
  const deployment = await deployOnPush(off.client, noting(folder.starts));
  const run = await startRun(off.client, deployment);
  await off.client.flow_runs.set_state({ params: { id: run.id }, body: { state: { type: 'PENDING' } } });
  await off[Symbol.asyncDispose]();
  await using next = await openServer({ ...database.place, push: folder.push });
  await untilState(next.client, run.id, 'COMPLETED');
  assert.deepEqual(folder.started(), [run.id]);
});

// Servers share a Postgres; a SQLite file has one.
if (process.env.SIGNALBOX_TEST_DATABASE_URL)
  test('two servers on one database start each run once', async () => {
    using folder = pushFolder();
    await using database = await databaseOfTest();
    const of = (name: string) =>
      openServer({ ...database.place, push: { ...folder.push, state_directory: join(folder.directory, name) } });
    await using left = await of('left');
    await using right = await of('right');
    const deployment = await deployOnPush(left.client, noting(folder.starts));
    const workers = await eventually('a worker of each', async () => {
      const found = await right.client.workers.filter({ params: { work_pool_name: 'pushed' }, body: {} });
      return found.length === 2 ? found : null;
    });
    assert.equal(new Set(workers.map(({ name }) => name)).size, 2);
    const runs = await Promise.all(
      Array.from({ length: 20 }, (_, count) => startRun(count % 2 === 0 ? left.client : right.client, deployment)),
    );
    for (const { id } of runs) await untilState(left.client, id, 'COMPLETED');
    assert.deepEqual(folder.started().toSorted(), runs.map(({ id }) => id).toSorted());
  });
