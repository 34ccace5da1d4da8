// tests: workers that wait for work share it: each run goes to one of them, and none is lost with its worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowRunId } from '@signalbox/contract';
import { eventually, type House, openHouse } from '@signalbox/testkit';

const POOL = 'processes';

async function deployed(house: House, queue: { concurrency_limit?: number } = {}) {
  await house.client.work_pools.create({ body: { name: POOL, type: 'process' } });
  if (queue.concurrency_limit)
    await house.client.work_pool_queues.update({ params: { work_pool_name: POOL, name: 'default' }, body: queue });
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  return house.client.deployments.create({ body: { name: 'production', flow_id: flow.id, work_pool_name: POOL } });
}

const ask = (house: House, body: { limit?: number; work_queue_names?: string[] } = {}, signal?: AbortSignal) =>
  house.client.work_pools.get_scheduled_flow_runs(
    { params: { name: POOL }, query: { wait_seconds: 60 }, body },
    { retries: 0, ...(signal && { signal }) },
  );

const idsOf = (runs: Awaited<ReturnType<typeof ask>>): FlowRunId[] => runs.map(({ flow_run }) => flow_run.id);

async function createRuns(house: House, id: string, count: number): Promise<FlowRunId[]> {
  const ids: FlowRunId[] = [];
  for (let run = 0; run < count; run++)
    ids.push((await house.client.deployments.create_flow_run({ params: { id }, body: {} })).id);
  return ids;
}

/** All who asked are in line before anything happens: a look of their own has noted the poll. */
const untilPolled = (house: House) =>
  eventually('a poll', async () => {
    const queue = await house.client.work_pool_queues.read({ params: { work_pool_name: POOL, name: 'default' } });
    return queue.last_polled;
  });

test('ten waiting workers get ten runs, each another one', async () => {
  await using house = await openHouse();
  const { id } = await deployed(house);
  const waiting = Array.from({ length: 10 }, () => ask(house, { limit: 1 }));
  await untilPolled(house);
  const made = await createRuns(house, id, 10);
  const given = (await Promise.all(waiting)).flatMap(idsOf);
  assert.deepEqual(given.toSorted(), made.toSorted());
});

test('a run that its worker does not take goes to another after two seconds', async () => {
  await using house = await openHouse();
  const { id } = await deployed(house);
  const [run] = await createRuns(house, id, 1);
  assert.deepEqual(idsOf(await ask(house)), [run]);
  let isAnswered = false;
  const other = ask(house).finally(() => {
    isAnswered = true;
  });
  house.advance(1);
  await house.client.flow_runs.filter({ body: {} });
  assert.equal(isAnswered, false);
  house.advance(2);
  assert.deepEqual(idsOf(await other), [run]);
});

test('a run that is scheduled again is offered at once', async () => {
  await using house = await openHouse();
  const { id } = await deployed(house);
  const [run] = await createRuns(house, id, 1);
  assert.ok(run);
  await ask(house);
  const other = ask(house);
  await house.client.flow_runs.set_state({ params: { id: run }, body: { state: { type: 'PENDING' } } });
  await house.client.flow_runs.set_state({ params: { id: run }, body: { state: { type: 'RUNNING' } } });
  const state = { type: 'SCHEDULED', name: 'AwaitingRetry' } as const;
  await house.client.flow_runs.set_state({ params: { id: run }, body: { state } });
  assert.deepEqual(idsOf(await other), [run]);
});

test('waiting workers get no more than the slots of their queue', async () => {
  await using house = await openHouse();
  const { id } = await deployed(house, { concurrency_limit: 1 });
  const [first] = await createRuns(house, id, 2);
  assert.deepEqual(idsOf(await ask(house)), [first]);
  const gone = new AbortController();
  const second = ask(house, {}, gone.signal);
  await house.client.flow_runs.filter({ body: {} });
  gone.abort();
  await assert.rejects(second);
});

test('who leaves the line does not take a run along', async () => {
  await using house = await openHouse();
  const { id } = await deployed(house);
  const gone = new AbortController();
  const left = ask(house, {}, gone.signal);
  await untilPolled(house);
  gone.abort();
  await assert.rejects(left);
  const [run] = await createRuns(house, id, 1);
  assert.deepEqual(idsOf(await ask(house)), [run]);
});

test('a paused pool or queue gives nothing, and gives again when it goes on', async () => {
  await using house = await openHouse();
  const { id } = await deployed(house);
  const queue = { params: { work_pool_name: POOL, name: 'default' } };
  await house.client.work_pools.update({ params: { name: POOL }, body: { is_paused: true } });
  const [run] = await createRuns(house, id, 1);
  const waiting = ask(house);
  await house.client.work_pool_queues.update({ ...queue, body: { is_paused: true } });
  await house.client.work_pools.update({ params: { name: POOL }, body: { is_paused: false } });
  await house.client.work_pool_queues.update({ ...queue, body: { is_paused: false } });
  assert.deepEqual(idsOf(await waiting), [run]);
});

test('urgent queues come first, and an unknown one is named', async () => {
  await using house = await openHouse();
  const { id } = await deployed(house);
  const run = (work_queue_name: string) =>
    house.client.deployments.create_flow_run({ params: { id }, body: { work_queue_name } });
  const relaxed = await run('relaxed');
  await house.client.work_pool_queues.create({
    params: { work_pool_name: POOL },
    body: { name: 'urgent', priority: 1 },
  });
  const urgent = await run('urgent');
  assert.deepEqual(idsOf(await ask(house)), [urgent.id, relaxed.id]);
  await assert.rejects(ask(house, { work_queue_names: ['urgent', 'missing'] }), /"missing"/);
});
