// tests: tallies of connections that are gone, and of runs that are gone, are folded, and counts stay what they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlowRunId, type Timestamp } from '@signalbox/contract';
import { deleteFlowRun, foldTallies, hasTalliesToFold, isPostgres } from '@signalbox/store';
import { type House, openHouse } from '@signalbox/testkit';

const RUNS = 24;
/** No connection has such a number. */
const GONE = -1;
const LATER = '9999-01-01T00:00:00.000000Z' as Timestamp;
const NEVER = '' as Timestamp;

const writing = ({ engine }: House) => engine.store;
const fold = (house: House, before: Timestamp, limit = 500) =>
  writing(house).write((transaction) => foldTallies(transaction, before, limit));

const talliesOf = ({ engine }: House) => engine.store.read.selectFrom('flow_run_tallies').select('writer').execute();

/** Tallies of connections. */
const counting = async (house: House) => (await talliesOf(house)).filter(({ writer }) => Number(writer) !== 0);

const completed = ({ client }: House) =>
  client.flow_runs.count({ body: { flow_runs: { state: { type: { any_: ['COMPLETED'] } } } } });

async function endRuns(house: House, count: number): Promise<string[]> {
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'counted' } });
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { id } = await house.client.flow_runs.create({ body: { flow_id, state: { type: 'RUNNING' } } });
      await house.client.flow_runs.set_state({ params: { id }, body: { state: { type: 'COMPLETED' }, force: true } });
      return id;
    }),
  );
}

const disabled = { settings: { disabled_services: ['run-tallies'] } };

test('tallies of runs that are gone go too', async () => {
  await using house = await openHouse(disabled);
  const ids = await endRuns(house, RUNS);
  for (const id of ids) await writing(house).write((transaction) => deleteFlowRun(transaction, FlowRunId.parse(id)));
  assert.ok((await talliesOf(house)).length > 0);
  while (await hasTalliesToFold(writing(house).read, LATER)) await fold(house, LATER, 5);
  assert.deepEqual(await talliesOf(house), []);
  assert.equal(await completed(house), 0);
});

test('tallies of times that are over become one of no connection, while others count', async () => {
  await using house = await openHouse(disabled);
  await endRuns(house, RUNS);
  let isEnding = true;
  const ending = endRuns(house, RUNS).finally(() => {
    isEnding = false;
  });
  let last = RUNS;
  while (isEnding) {
    await fold(house, LATER);
    const count = await completed(house);
    assert.ok(count >= last && count <= 2 * RUNS, `${count} runs after ${last}`);
    last = count;
  }
  await ending;
  while (await hasTalliesToFold(writing(house).read, LATER)) await fold(house, LATER);
  assert.equal(await completed(house), 2 * RUNS);
  assert.deepEqual(await counting(house), []);
});

test('tallies of a connection that is gone are folded at once, those of one that is there are left', async () => {
  await using house = await openHouse(disabled);
  await endRuns(house, RUNS);
  const { read } = writing(house);
  if (!isPostgres(read)) {
    assert.equal(await hasTalliesToFold(read, NEVER), false);
    return;
  }
  assert.equal(await hasTalliesToFold(read, NEVER), false);
  const before = await counting(house);
  await read
    .updateTable('flow_run_tallies')
    .set({ writer: GONE })
    .where('writer', '=', before[0]?.writer ?? 0)
    .execute();
  assert.equal(await hasTalliesToFold(read, NEVER), true);
  while (await hasTalliesToFold(read, NEVER)) await fold(house, NEVER);
  assert.equal(await completed(house), RUNS);
  const after = await counting(house);
  assert.ok(after.length < before.length && after.every(({ writer }) => Number(writer) > 0));
});

test('the service folds by itself', async () => {
  await using house = await openHouse();
  const [id] = await endRuns(house, 1);
  await writing(house).write((transaction) => deleteFlowRun(transaction, FlowRunId.parse(id)));
  for (let waits = true; waits; waits = (await talliesOf(house)).length > 0) {
    house.advance(4 * 3_600);
    await new Promise(setImmediate);
  }
});
