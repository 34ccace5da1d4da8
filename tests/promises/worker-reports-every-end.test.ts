// tests: whatever becomes of the process of a run, its worker brings the run to an end that says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { running, WorkerYard } from './worker-yard.ts';

test('a process that ends before its flow reports an end: Crashed, with its last words in the logs', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await yard.startWorker();
  const run = await yard.startRun({ script: running(`console.log('last words'); process.exit(3)`) });
  const { state, infrastructure_pid } = await yard.ended(run);
  assert.equal(state?.type, 'CRASHED');
  assert.match(state?.message ?? '', /exit code 3/);
  assert.match(infrastructure_pid ?? '', /^.+:\d+$/);
  assert.ok((await yard.logsOf(run)).some((message) => message.includes('last words')));
});

test('a process that is killed: Crashed, naming the signal', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await yard.startWorker();
  const { state } = await yard.ended(await yard.startRun({ script: running(`process.kill(process.pid, 'SIGKILL')`) }));
  assert.equal(state?.type, 'CRASHED');
  assert.match(state?.message ?? '', /SIGKILL/);
});

test('a process that ends before its flow began: Crashed too', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await yard.startWorker();
  const { state } = await yard.ended(await yard.startRun({ script: 'process.exit(0)' }));
  assert.equal(state?.type, 'CRASHED');
  assert.match(state?.message ?? '', /exit code 0/);
});

test('a flow that reported its own end keeps it, and its output is not logged once more', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await yard.startWorker();
  const run = await yard.startRun({
    script: running(
      `console.log('printed'); await setState({ type: 'FAILED', message: 'by itself' }); process.exit(1)`,
    ),
  });
  const { state } = await yard.ended(run);
  assert.deepEqual([state?.type, state?.message], ['FAILED', 'by itself']);
  assert.deepEqual(await yard.logsOf(run), []);
});

test('a run that is cancelled: its processes are ended, then it is Cancelled', async () => {
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await yard.startWorker();
  const child = join(yard.directory, 'child');
  const run = await yard.startRun({
    script: running(
      `const { pid } = require('node:child_process').spawn('sleep', ['1000']);
       fs.writeFileSync('${child}', String(pid));
       console.log('started');
       setInterval(() => {}, 1e6)`,
    ),
  });
  await yard.told('run-output', run.id);
  await house.client.flow_runs.set_state({ params: { id: run.id }, body: { state: { type: 'CANCELLING' } } });
  const { state } = await yard.ended(run);
  assert.equal(state?.type, 'CANCELLED');
  const stat = join('/proc', readFileSync(child, 'utf8'), 'stat');
  assert.ok(!existsSync(stat) || readFileSync(stat, 'utf8').includes(') Z '), 'the child of the process lives');
});

test('a Python flow where no Python is: Crashed, with what to install', async (context) => {
  const before = { ...process.env };
  context.after(() => {
    process.env = before;
  });
  process.env.PATH = '/nowhere';
  delete process.env.SIGNALBOX_PYTHON;
  await using house = await openHouse();
  await using yard = new WorkerYard(house);
  await yard.startWorker();
  const { state } = await yard.ended(await yard.startRun({ entrypoint: 'flow.py:flow' }));
  assert.equal(state?.type, 'CRASHED');
  assert.match(state?.message ?? '', /pip install prefect/);
});
