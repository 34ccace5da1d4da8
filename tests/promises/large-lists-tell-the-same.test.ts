// tests: counts, histories and pages that are answered by tallies, or in parts, are those that going through all runs gives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlowRunId, FlowRunSort, TaskRunId, TaskRunSort, type Timestamp } from '@signalbox/contract';
import { deleteFlowRun, updateFlowRun, updateTaskRun } from '@signalbox/store';
import { type House, openHouse } from '@signalbox/testkit';

const RUNS = 80;
const START = Date.parse('2026-01-05T09:30:20.250Z');
const STATES = ['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED', 'SCHEDULED', 'RUNNING', 'PAUSED'] as const;

/** The same numbers each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const timestamp = (milliseconds: number) => new Date(milliseconds).toISOString().replace('Z', '042Z') as Timestamp;

/** Runs of three hours, some at the turn of a minute, some without a state, some without a time. */
function timesOf(number: (below: number) => number) {
  const state_type = number(12) === 0 ? null : (STATES[number(STATES.length)] ?? null);
  const isTurn = number(5) === 0;
  const expected = isTurn ? START + 39_750 + number(180) * 60_000 : START + number(10_800_000);
  const started = state_type !== null && state_type !== 'SCHEDULED' ? expected + number(9_000) - 2_000 : null;
  const isEnded = state_type !== null && STATES.indexOf(state_type) < 4;
  const expected_start_time = isTurn ? (timestamp(expected).replace('042Z', '000Z') as Timestamp) : timestamp(expected);
  return {
    state_type,
    state_name: state_type && (number(3) === 0 ? 'Of its own' : state_type),
    state_timestamp: timestamp(expected + 20_000),
    expected_start_time: number(20) === 0 ? null : expected_start_time,
    next_scheduled_start_time: state_type === 'SCHEDULED' ? expected_start_time : null,
    start_time: started === null ? null : timestamp(started),
    end_time: isEnded && started !== null ? timestamp(started + 7_000) : null,
    total_run_time: isEnded ? number(9_999) / 1_000 : 0,
  };
}

async function fill(house: House): Promise<void> {
  const number = numbersFrom(7);
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'many' } });
  const taskRun = await house.client.task_runs.create({ body: { task_key: 'load', dynamic_key: '0' } });
  for (let index = 0; index < RUNS; index += 1) {
    const tags = [[], ['nightly'], ['nightly', 'team a'], ['team b']][number(4)] ?? [];
    const { id } = await house.client.flow_runs.create({ body: { flow_id, name: `run-${index}`, tags } });
    const task = await house.client.task_runs.create({ body: { task_key: 'load', dynamic_key: `${index + 1}` } });
    await house.engine.store.write(async (transaction) => {
      // Each is changed twice, so that some end, and some that have ended change.
      for (let turn = 0; turn < 2; turn += 1) {
        const parent_task_run_id = index % 9 === 0 ? TaskRunId.parse(taskRun.id) : null;
        await updateFlowRun(transaction, FlowRunId.parse(id), { ...timesOf(number), parent_task_run_id });
        await updateTaskRun(transaction, TaskRunId.parse(task.id), timesOf(number));
      }
      if (index % 8 === 0) await deleteFlowRun(transaction, FlowRunId.parse(id));
    });
  }
}

const FILTERS: readonly object[] = [
  {},
  { state: { type: { any_: ['COMPLETED', 'RUNNING'] } } },
  { state: { type: { any_: ['FAILED'] }, name: { any_: ['Of its own'] } } },
  { state: { name: { any_: ['COMPLETED', 'Of its own'] } } },
  { expected_start_time: { after_: timestamp(START + 600_000) } },
  { expected_start_time: { after_: '2026-01-05T10:00:00.000000Z', before_: '2026-01-05T11:17:00.000000Z' } },
];

const FLOW_RUN_FILTERS: readonly object[] = [
  { parent_task_run_id: { is_null_: true } },
  { state: { type: { not_any_: ['FAILED', 'SCHEDULED'] } } },
  { tags: { all_: ['nightly'] } },
  { tags: { any_: ['team a', 'team b'] } },
];

/** The same filter, with one that asks for nothing and is in no tally. */
const oneByOne = (filter: object) => ({ ...filter, name: { like_: '' } });

async function post(house: House, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${house.api_url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, path);
  return settled(await answer.json());
}

/** Without the times of runs that go on, which are others from one request to the next. */
const settled = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (_key, value) => {
    if (typeof value !== 'object' || value === null || !('state_type' in value)) return value;
    if ('id' in value) return { id: value.id, next_scheduled_start_time: value.next_scheduled_start_time };
    const isOpen = ['SCHEDULED', 'RUNNING', 'PAUSED'].includes(value.state_type);
    return isOpen ? { ...value, sum_estimated_run_time: null, sum_estimated_lateness: null } : value;
  });

const STRETCHES = [
  { history_start: timestamp(START), history_end: timestamp(START + 10_000_000), history_interval_seconds: 3_601 },
  { history_start: timestamp(START), history_end: timestamp(START + 10_800_000), history_interval_seconds: 95 },
  {
    history_start: '2026-01-05T09:00:00Z',
    history_end: '2026-01-06T09:00:00Z',
    history_interval_seconds: 7_200,
  },
  { history_start: timestamp(START + 60_000), history_end: timestamp(START + 90_000), history_interval_seconds: 1 },
];

test('counts, histories, dashboards and pages tell the same as going through all runs', async () => {
  await using house = await openHouse();
  await fill(house);
  for (const runs of ['flow_runs', 'task_runs'] as const) {
    for (const filter of [...FILTERS, ...(runs === 'flow_runs' ? FLOW_RUN_FILTERS : [])]) {
      const told = `${runs} ${JSON.stringify(filter)}`;
      const ask = (path: string, more: object = {}) => post(house, path, { ...more, [runs]: filter });
      const go = (path: string, more: object = {}) => post(house, path, { ...more, [runs]: oneByOne(filter) });
      assert.equal(await ask(`/${runs}/count`), await go(`/${runs}/count`), told);
      for (const stretch of STRETCHES)
        assert.deepEqual(await ask(`/${runs}/history`, stretch), await go(`/${runs}/history`, stretch), told);
      if (runs === 'task_runs')
        assert.deepEqual(await ask('/ui/task_runs/count'), await go('/ui/task_runs/count'), told);
    }
  }
  for (const after_ of [timestamp(START - 1_000), timestamp(START + 3_600_000)]) {
    const filter = { start_time: { after_, before_: timestamp(START + 10_900_000) } };
    assert.deepEqual(
      await post(house, '/ui/task_runs/dashboard/counts', { task_runs: filter }),
      await post(house, '/ui/task_runs/dashboard/counts', { task_runs: oneByOne(filter) }),
    );
  }
});

test('a page of several states is the one that sorting all of them gives', async () => {
  await using house = await openHouse();
  await fill(house);
  const type = { any_: ['FAILED', 'CRASHED', 'RUNNING', 'SCHEDULED'] };
  for (const [runs, sorts] of [
    ['flow_runs', FlowRunSort.options],
    ['task_runs', TaskRunSort.options],
  ] as const) {
    for (const sort of sorts) {
      for (const offset of [0, 13]) {
        const page = { sort, limit: 10, offset };
        assert.deepEqual(
          await post(house, `/${runs}/filter`, { ...page, [runs]: { state: { type } } }),
          await post(house, `/${runs}/filter`, { ...page, [runs]: { state: { type, operator: 'or_' } } }),
          `${runs} by ${sort} from ${offset}`,
        );
      }
    }
  }
});

test('pages by the next start hold every run once, those that wait in their order', async () => {
  await using house = await openHouse();
  await fill(house);
  for (const runs of ['flow_runs', 'task_runs']) {
    const seen: { id: string; next_scheduled_start_time: string | null }[] = [];
    for (let offset = 0; ; offset += 25) {
      const page = await post(house, `/${runs}/filter`, { sort: 'NEXT_SCHEDULED_START_TIME_ASC', limit: 25, offset });
      if (!Array.isArray(page)) throw new Error('not a list');
      seen.push(...page);
      if (page.length < 25) break;
    }
    assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
    assert.equal(seen.length, await post(house, `/${runs}/count`, {}));
    const times = seen.flatMap(({ next_scheduled_start_time: time }) => (time === null ? [] : [time]));
    assert.ok(times.length > 5);
    assert.deepEqual(times, times.toSorted());
  }
});
