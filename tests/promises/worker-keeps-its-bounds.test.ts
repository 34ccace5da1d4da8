// tests: a worker takes what it may, lets go when it is told, and finds again what an earlier one left.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';
import { running, WorkerYard } from './worker-yard.ts';

const untilSignal = (path: string, exit_code: number): string =>
  `setInterval(() => { if (fs.existsSync('${path}')) process.exit(${exit_code}) }, 20)`;

test('no more runs at one time than its limit', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await yard.startWorker({ limit: 2 });
  const script = untilSignal(yard.signal.path, 0);
  const runs = await Promise.all(Array.from({ length: 5 }, () => yard.startRun({ script })));
  await eventually('two running', async () =>
    yard.events.filter(({ type }) => type === 'run-started').length === 2 ? true : null,
  );
  yard.signal.give();
  for (const run of runs) await yard.ended(run);
  assert.equal(yard.most_running, 2);
});

test('a worker that drains takes no new run and waits for those that go on', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  const worker = await yard.startWorker();
  const first = await yard.startRun({ script: running(untilSignal(yard.signal.path, 0)) });
  await yard.told('run-started', first.id);
  worker.drain();
  await yard.told('draining');
  const second = await yard.startRun({ script: 'process.exit(0)' });
  yard.signal.give();
  await worker.finished;
  assert.equal((await yard.ended(first)).state_type, 'CRASHED');
  assert.equal((await house.client.flow_runs.read({ params: { id: second.id } })).state_type, 'SCHEDULED');
});

test('a worker that runs once takes what is due and finishes', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  const first = await yard.startWorker({ run_once: true });
  await first.finished;
  const run = await yard.startRun({ script: 'process.exit(0)' });
  const second = await yard.startWorker({ run_once: true });
  await second.finished;
  assert.equal((await yard.ended(run)).state_type, 'CRASHED');
});

test('the process of a worker that was killed goes on, and the next worker takes it over', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  const killed = yard.startWorkerProcess();
  const pools = () => house.client.work_pools.filter({ body: {} });
  await eventually('the pool', async () => ((await pools()).length > 0 ? true : null));
  const run = await yard.startRun({ script: running(untilSignal(yard.signal.path, 4)) });
  await eventually('a recorded process', async () => {
    const { state_type, infrastructure_pid } = await house.client.flow_runs.read({ params: { id: run.id } });
    return state_type === 'RUNNING' && infrastructure_pid !== null ? true : null;
  });
  killed.kill('SIGKILL');
  await once(killed, 'exit');

  const next = await yard.startWorker();
  assert.equal(next.name, `${hostname()}-processes`);
  assert.equal((await yard.told('run-started', run.id)).found_again, true);
  yard.signal.give();
  const { state } = await yard.ended(run);
  assert.equal(state?.type, 'CRASHED');
  assert.match(state?.message ?? '', /exit code is not known/);
});

test('two workers of one pool never start the same run', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await Promise.all([yard.startWorker(), yard.startWorker()]);
  const runs = await Promise.all(Array.from({ length: 8 }, () => yard.startRun({ script: 'process.exit(0)' })));
  for (const run of runs) await yard.ended(run);
  const started = yard.events.flatMap((event) => (event.type === 'run-started' ? [event.run.id] : []));
  assert.deepEqual(started.toSorted(), runs.map(({ id }) => id).toSorted());
});
