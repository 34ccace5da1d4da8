// tests: logs come back in the order in which they were written, filtered as a Prefect 3.8.8 server filters.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { FlowRunId, type Log, type LogCreate, type RouteInput, type routes } from '@signalbox/contract';
import { eventually, type House, openHouse } from '@signalbox/testkit';

type Filter = RouteInput<typeof routes.logs.filter>['body'];

const time = (second: number) => `2026-01-01T00:00:0${second}.000000Z`;

async function write(house: House, ...logs: (Partial<LogCreate> & { message: string; at: number })[]) {
  const flow_run_id = FlowRunId.parse(randomUUID());
  const body = logs.map(({ at, ...log }) => ({
    name: 'prefect.flow_runs',
    level: 20,
    timestamp: time(at),
    flow_run_id,
    ...log,
  }));
  await house.client.logs.create({ body });
  return flow_run_id;
}

test('a batch is stored and told to whoever follows, in its order', async () => {
  await using house = await openHouse();
  const told: string[] = [];
  house.engine.logs.subscribe((logs: readonly Log[]) => told.push(...logs.map(({ message }) => message)));
  const flow_run_id = await write(house, { message: 'b', at: 1 }, { message: 'a', at: 0 }, { message: 'c', at: 1 });
  await eventually('the logs told', async () => told.length === 3);
  assert.deepEqual(told, ['b', 'a', 'c']);
  const body = { logs: { flow_run_id: { any_: [flow_run_id] } } };
  const messages = async (sort: 'TIMESTAMP_ASC' | 'TIMESTAMP_DESC') =>
    (await house.client.logs.filter({ body: { ...body, sort } })).map(({ message }) => message);
  assert.deepEqual(await messages('TIMESTAMP_ASC'), ['a', 'b', 'c']);
  assert.deepEqual(await messages('TIMESTAMP_DESC'), ['c', 'b', 'a']);
});

test('logs are filtered by level, time, task run and text', async () => {
  await using house = await openHouse();
  const task_run_id = randomUUID() as NonNullable<LogCreate['task_run_id']>;
  await write(
    house,
    { message: 'connection lost', at: 1 },
    { message: 'retry after connection', at: 2, level: 30 },
    { message: 'done', at: 3, task_run_id },
  );
  const messages = async (logs: NonNullable<Filter>['logs']) =>
    (await house.client.logs.filter({ body: { logs } })).map(({ message }) => message);
  assert.deepEqual(await messages({ level: { ge_: 30 } }), ['retry after connection']);
  assert.deepEqual(await messages({ level: { le_: 20 } }), ['connection lost', 'done']);
  assert.deepEqual(await messages({ timestamp: { after_: time(2) } }), ['retry after connection', 'done']);
  assert.deepEqual(await messages({ timestamp: { before_: time(1) } }), ['connection lost']);
  assert.deepEqual(await messages({ task_run_id: { any_: [task_run_id] } }), ['done']);
  assert.deepEqual(await messages({ task_run_id: { is_null_: true } }), ['connection lost', 'retry after connection']);
  assert.deepEqual(await messages({ text: { query: 'LOST done' } }), ['connection lost', 'done']);
  assert.deepEqual(await messages({ text: { query: '"connection lost"' } }), ['connection lost']);
  assert.deepEqual(await messages({ text: { query: 'connection -retry' } }), ['connection lost']);
});

test('a batch with an unknown field is refused whole', async () => {
  await using house = await openHouse();
  const log = { name: 'n', level: 20, message: 'm', timestamp: time(1) };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify([log, { ...log, colour: 'green' }]);
  const response = await fetch(`${house.api_url}/logs/`, { method: 'POST', headers, body });
  assert.equal(response.status, 422);
  assert.deepEqual(await house.client.logs.filter({ body: {} }), []);
});

test('thousands of logs come in one batch and out in pages', async () => {
  await using house = await openHouse();
  const many = Array.from({ length: 2_345 }, (_, index) => ({ message: String(index), at: 1 }));
  const flow_run_id = await write(house, ...many);
  const logs = { flow_run_id: { any_: [flow_run_id] } };
  const page = await house.client.logs.filter({ body: { logs, offset: 2_200, limit: 200 } });
  assert.deepEqual([page.length, page[0]?.message, page.at(-1)?.message], [145, '2200', '2344']);
});
