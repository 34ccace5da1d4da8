// tests: kill -9 of a worker or of a flow's process: each run ends, none runs twice, and the end says what happened.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DEFAULT_LEASE_SECONDS } from '@signalbox/contract';
import { WorkerYard } from './worker-yard.ts';

const BURST = 6;
/** Over the lease, for a machine that is busy. */
const SLACK_MS = 10_000;

// Together, because most of their time they wait for a lease to run out.
suite('when a process is killed', { concurrency: true }, () => {
  test('a worker, while its flows run: they go on and complete, and what it had just taken crashes within the lease', async () => {
    await using yard = await WorkerYard.open();
    const worker = await yard.startWorker();
    const runs = await Promise.all(Array.from({ length: BURST }, () => yard.createRun(4, 500)));
    await yard.starts(1);
    await worker.kill();
    // Taken and not started, a run has nobody left until its lease is over; what started has its process; what the
    // worker had not come to yet waits for the next one.
    const ended = await Promise.all(runs.map(({ id }) => yard.endedOrNeverTaken(id)));
    const started = new Set(yard.notes('start').map(({ run_id }) => run_id));
    assert.equal(started.size, yard.notes('start').length, 'no run began twice');
    for (const { id, state } of ended) {
      const expected = started.has(id) ? ['COMPLETED'] : ['CRASHED', 'SCHEDULED'];
      assert.ok(expected.includes(state?.type ?? ''), `${id}: ${state?.type} ${state?.message}`);
    }
    assert.ok(started.size >= 1);
    assert.equal(yard.notes('end').length, started.size);
  });

  test('a worker, which is then started anew: it finds the processes again, takes what is due, and none runs twice', async () => {
    await using yard = await WorkerYard.open();
    const worker = await yard.startWorker();
    const before = await Promise.all(Array.from({ length: 3 }, () => yard.createRun(6, 500)));
    await yard.starts(before.length);
    await worker.kill();
    const after = await Promise.all(Array.from({ length: 2 }, () => yard.createRun(1, 100)));
    const second = await yard.startWorker();
    const ended = await Promise.all([...before, ...after].map(({ id }) => yard.ended(id)));
    for (const { id, state } of ended) assert.equal(state?.type, 'COMPLETED', `${id}: ${state?.message}`);
    const starts = yard.notes('start').map(({ run_id }) => run_id);
    assert.equal(new Set(starts).size, starts.length, 'no run began twice');
    assert.match(second.output, /still goes on/);
  });

  test("a flow's process, while its worker lives: Crashed at once, naming the signal", async () => {
    await using yard = await WorkerYard.open();
    await yard.startWorker();
    const [killed, spared] = await Promise.all([yard.createRun(100, 500), yard.createRun(3, 500)]);
    const starts = await yard.starts(2);
    const start = starts.find(({ run_id }) => run_id === killed.id);
    assert.ok(start);
    process.kill(start.pid, 'SIGKILL');
    const { state } = await yard.ended(killed.id, 5_000);
    assert.equal(state?.type, 'CRASHED');
    assert.match(state?.message ?? '', /SIGKILL/);
    assert.equal((await yard.ended(spared.id)).state?.type, 'COMPLETED');
  });

  test("a flow's process, with nobody left to tell: Crashed when its lease is over, naming who was lost", async () => {
    await using yard = await WorkerYard.open();
    const worker = await yard.startWorker();
    const run = await yard.createRun(100, 500);
    const [start] = await yard.starts(1);
    assert.ok(start);
    await worker.kill();
    process.kill(start.pid, 'SIGKILL');
    const { state } = await yard.ended(run.id, DEFAULT_LEASE_SECONDS * 1_000 + SLACK_MS);
    assert.equal(state?.type, 'CRASHED');
    assert.match(state?.message ?? '', /was lost/);
  });
});
