// store: runs counted, from tallies where the filters allow it.
import type { StateType, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { type RelatedFilters, relatedConditions } from '../filters/related.ts';
import { countTaggedFlowRuns } from '../flow-runs/tagged.ts';
import { nameContained, rarelyNamed } from '../run-names/contained.ts';
import { type TallyCriteria, tagsAlone, tallyCriteria } from './criteria.ts';
import { runsAsTallies, sumEndedRuns } from './ended-runs.ts';
import { EARLIEST, justAfter, LATEST } from './spans.ts';

type Runs = 'flow_runs' | 'task_runs';

/** Runs in each of the types of state that may still change, and those without a state, whose type is empty. */
async function countOpenRuns(database: Kysely<Database>, runs: Runs, criteria: TallyCriteria, now: Timestamp) {
  const { after, before, open_states, conditions } = criteria;
  const state_type = sql.ref(`${runs}.state_type`);
  const expected = sql.ref(`${runs}.expected_start_time`);
  const range = [
    ...(after === null ? [] : [sql<boolean>`${expected} >= ${after}`]),
    ...(before === null ? [] : [sql<boolean>`${expected} <= ${before}`]),
  ];
  // The second condition is what tells the database that the index of runs that have not completed has them all.
  const open = sql<boolean>`${state_type} in (${sql.join([...open_states, ''])}) and ${state_type} <> 'COMPLETED'`;
  const [openRuns, runsWithoutState] = [open, sql<boolean>`${state_type} is null`].map(
    (condition) => sql`select state_type, count(*) as count_runs from ${runsAsTallies(runs, now, [condition, ...range])}
      where ${every(conditions)} group by state_type`,
  );
  const { rows } = await sql<{
    state_type: StateType | '';
    count_runs: number;
  }>`${openRuns} union all ${runsWithoutState}`.execute(database);
  return rows;
}

/** How many runs are in each type of state, those without a state under the empty text; null when tallies do not know. */
async function countFromTallies(
  database: Kysely<Database>,
  runs: Runs,
  filters: RelatedFilters,
): Promise<Map<StateType | '', number> | null> {
  const criteria = tallyCriteria(runs, filters, 'expected_start_time');
  if (criteria === null) return null;
  const { after, before } = criteria;
  const range = { start: after ?? EARLIEST, end: justAfter(before ?? LATEST) };
  // The time at which runs are looked at is of no matter to how many they are.
  const now = LATEST as Timestamp;
  const intervals = after === null && before === null ? [] : [range];
  const counts = new Map<StateType | '', number>();
  for (const { state_type, count_runs } of [
    ...(await sumEndedRuns(database, { runs, counted_by: 'expected_start_time', criteria, intervals, now })),
    ...(await countOpenRuns(database, runs, criteria, now)),
  ])
    counts.set(state_type, (counts.get(state_type) ?? 0) + Number(count_runs));
  return counts;
}

async function conditionsOf(database: Kysely<Database>, runs: Runs, filters: RelatedFilters): Promise<Condition[]> {
  return [...(await rarelyNamed(database, runs, nameContained(filters[runs]))), ...relatedConditions(runs, filters)];
}

/** How many runs satisfy all filters. */
export async function countRuns(database: Kysely<Database>, runs: Runs, filters: RelatedFilters): Promise<number> {
  const counts = await countFromTallies(database, runs, filters);
  if (counts !== null) return [...counts.values()].reduce((sum, count) => sum + count, 0);
  const tags = runs === 'flow_runs' ? tagsAlone(filters) : null;
  if (tags !== null) return countTaggedFlowRuns(database, tags);
  const row = await database
    .selectFrom(runs)
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(await conditionsOf(database, runs, filters)))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many runs are in each type of state; types without any are left out. */
export async function countRunsByState(
  database: Kysely<Database>,
  runs: Runs,
  filters: RelatedFilters,
): Promise<{ state_type: StateType; count: number }[]> {
  const counts = await countFromTallies(database, runs, filters);
  if (counts !== null)
    return [...counts].flatMap(([state_type, count]) =>
      state_type === '' || count === 0 ? [] : [{ state_type, count }],
    );
  const state_type = sql.ref<StateType | null>(`${runs}.state_type`);
  const rows = await database
    .selectFrom(runs)
    .select([state_type.as('state_type'), sql<number>`count(*)`.as('count')])
    .where(every(await conditionsOf(database, runs, filters)))
    .groupBy(state_type)
    .execute();
  return rows.flatMap((row) =>
    row.state_type === null ? [] : [{ state_type: row.state_type, count: Number(row.count) }],
  );
}
