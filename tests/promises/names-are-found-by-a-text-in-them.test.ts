// tests: runs whose name contains a text are found by the index of names as going through all runs finds them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enterRunNames, type Flag, hasNamesToEnter } from '@signalbox/store';
import { type House, openHouse } from '@signalbox/testkit';

const LETTERS = [...'aAbBcC019-_%\\"\' éÉßςΣİıあ🦊.*'];
const NO = 0 as Flag;
const RUNS = 60;
const TEXTS = 60;

/** The same numbers each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const number = numbersFrom(11);
const word = (length: number) => Array.from({ length }, () => LETTERS[number(LETTERS.length)]).join('');

/** Parts of names, some with the case of their letters turned, and some texts that are in none. */
function textsFrom(names: readonly string[]): string[] {
  return Array.from({ length: TEXTS }, (_, index) => {
    if (index % 10 === 0) return word(1 + number(5));
    const letters = [...(names[number(names.length)] ?? '')];
    const first = number(letters.length);
    const text = letters.slice(first, first + 1 + number(7)).join('');
    return index % 3 === 0 ? text.toUpperCase() : text;
  });
}

interface Named {
  readonly id: string;
}

const ids = (runs: readonly Named[]) => runs.map(({ id }) => id).sort();

/** A filter with this operator asks for the same and is answered without the index. */
const oneByOne = <Filter extends object>(filter: Filter) => ({ ...filter, operator: 'or_' as const });

async function assertSame({ client }: House, texts: readonly string[], stage: string): Promise<void> {
  for (const like_ of texts) {
    const filter = { name: { like_ } };
    const [found, all, count] = await Promise.all([
      client.flow_runs.filter({ body: { flow_runs: filter } }),
      client.flow_runs.filter({ body: { flow_runs: oneByOne(filter) } }),
      client.flow_runs.count({ body: { flow_runs: filter } }),
    ]);
    assert.deepEqual(ids(found), ids(all), `runs of flows with ${JSON.stringify(like_)}, ${stage}`);
    assert.equal(count, all.length, `count of runs of flows with ${JSON.stringify(like_)}, ${stage}`);
    const tasks = await client.task_runs.filter({ body: { task_runs: filter } });
    const allTasks = await client.task_runs.filter({ body: { task_runs: oneByOne(filter) } });
    assert.deepEqual(ids(tasks), ids(allTasks), `runs of tasks with ${JSON.stringify(like_)}, ${stage}`);
    assert.equal(await client.task_runs.count({ body: { task_runs: filter } }), allTasks.length);
  }
}

async function fill(house: House): Promise<string[]> {
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'named' } });
  const names = Array.from({ length: RUNS }, (_, index) => (index % 4 === 0 ? 'same name' : word(1 + number(12))));
  for (const [index, name] of names.entries()) {
    const { id } = await house.client.flow_runs.create({ body: { flow_id, name } });
    const task = { task_key: 'load', dynamic_key: String(index), name: names[(index * 7) % names.length] ?? '' };
    await house.client.task_runs.create({ body: task });
    if (index % 9 !== 0) continue;
    names[index] = word(9);
    await house.client.flow_runs.update({ params: { id }, body: { name: names[index] ?? '' } });
  }
  return names;
}

const enter = ({ engine }: House, limit: number) =>
  engine.store.write((transaction) => enterRunNames(transaction, limit));

async function enterAll(house: House): Promise<void> {
  while (await hasNamesToEnter(house.engine.store.read)) await enter(house, 7);
}

test('names that are noted, and those that are entered, are found by any text in them', async () => {
  await using house = await openHouse({ settings: { disabled_services: ['run-names'] } });
  const names = await fill(house);
  const texts = textsFrom(names);
  await assertSame(house, texts, 'noted');
  await enter(house, 20);
  await assertSame(house, texts, 'in part entered');
  await enterAll(house);
  await assertSame(house, texts, 'entered');
});

test('names of runs that were there before the index are found while it is made, and after', async () => {
  await using house = await openHouse({ settings: { disabled_services: ['run-names'] } });
  const names = await fill(house);
  const texts = textsFrom(names).slice(0, 20);
  await house.engine.store.write(async (transaction) => {
    for (const table of ['new_flow_run_names', 'new_task_run_names'] as const)
      await transaction.deleteFrom(table).execute();
    await transaction.updateTable('run_name_progress').set({ is_complete: NO }).execute();
  });
  await assertSame(house, texts, 'before');
  await enter(house, 10);
  await assertSame(house, texts, 'in part made');
  await enterAll(house);
  await assertSame(house, texts, 'made');
});

test('the service enters names by itself', async () => {
  await using house = await openHouse();
  await fill(house);
  for (let waits = true; waits; waits = await hasNamesToEnter(house.engine.store.read)) {
    house.advance(30);
    await new Promise(setImmediate);
  }
});
