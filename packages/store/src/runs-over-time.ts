// store: runs counted by state and by interval of their expected start.
import type { StateType, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { epochSeconds } from './dialect/epoch-seconds.ts';
import { type Condition, every } from './filters/criteria.ts';
import { type RelatedFilters, relatedConditions } from './filters/related.ts';
import { nameContained, rarelyNamed } from './run-names/contained.ts';
import { tallyCriteria } from './run-tallies/criteria.ts';
import { type RunSum, sumEndedRuns } from './run-tallies/ended-runs.ts';
import { estimatedLatenessInSql, estimatedRunTimeInSql, wholeMilliseconds } from './run-times-in-sql.ts';

type Runs = 'flow_runs' | 'task_runs';

export interface HistoryQuery {
  readonly filters: RelatedFilters;
  /** One after the other, all of the same length; the end of the last one may come earlier than that of the history. */
  readonly intervals: readonly { readonly start: Timestamp; readonly end: Timestamp }[];
  readonly interval_seconds: number;
  /** Where the history ends: the last interval may go on beyond it. */
  readonly end: Timestamp;
  readonly now: Timestamp;
}

/** Runs of one state in one interval. */
export interface HistoryRow {
  /** From 0, counted from the start. */
  readonly interval: number;
  readonly state_type: StateType;
  readonly state_name: string;
  readonly count_runs: number;
  readonly sum_estimated_run_time: number;
  readonly sum_estimated_lateness: number;
}

async function sumRuns(
  database: Kysely<Database>,
  runs: Runs,
  conditions: readonly Condition[],
  { intervals, interval_seconds, end, now }: HistoryQuery,
): Promise<RunSum[]> {
  const start = intervals[0]?.start ?? end;
  const expected = sql.ref<Timestamp>(`${runs}.expected_start_time`);
  const state_type = sql.ref<StateType>(`${runs}.state_type`);
  const since_start = sql`(${epochSeconds(expected)} - ${epochSeconds(sql`${start}`)})`;
  return database
    .selectFrom(runs)
    .select([
      sql<number>`cast(floor(${since_start} / ${interval_seconds}) as integer)`.as('interval'),
      state_type.as('state_type'),
      sql<string>`coalesce(${sql.ref(`${runs}.state_name`)}, '')`.as('state_name'),
      sql<number>`count(*)`.as('count_runs'),
      sql<number>`coalesce(sum(${estimatedRunTimeInSql(runs, now)}), 0)`.as('run_time'),
      sql<number>`coalesce(sum(${estimatedLatenessInSql(runs, now)}), 0)`.as('lateness'),
    ])
    .where(sql<boolean>`${expected} >= ${start} and ${expected} < ${end} and ${state_type} is not null`)
    .where(every(conditions))
    .groupBy([sql`1`, sql`2`, sql`3`])
    .execute();
}

/** Those that have ended from tallies, which leaves the few that have not. */
async function sumRunsByTallies(database: Kysely<Database>, runs: Runs, query: HistoryQuery): Promise<RunSum[] | null> {
  const { filters, now, end } = query;
  const criteria = tallyCriteria(runs, filters, 'expected_start_time');
  if (criteria === null || criteria.after !== null || criteria.before !== null) return null;
  const intervals = query.intervals.map((interval) => (interval.end < end ? interval : { ...interval, end }));
  const ended = await sumEndedRuns(database, { runs, counted_by: 'expected_start_time', criteria, intervals, now });
  if (criteria.open_states.length === 0) return ended;
  const state_type = sql.ref(`${runs}.state_type`);
  const open = sql<boolean>`${state_type} in (${sql.join(criteria.open_states)}) and ${state_type} <> 'COMPLETED'`;
  // As for a list, the filter's own states are not what finds the runs.
  return [...ended, ...(await sumRuns(database, runs, [open, ...relatedConditions(runs, filters, 'list')], query))];
}

/** Sums of the same interval and state as one. */
function addedUp(sums: readonly RunSum[]): RunSum[] {
  const byState = new Map<string, RunSum>();
  for (const sum of sums) {
    const key = `${sum.interval} ${sum.state_type} ${sum.state_name}`;
    const known = byState.get(key);
    byState.set(key, {
      ...sum,
      count_runs: Number(sum.count_runs) + (known?.count_runs ?? 0),
      run_time: Number(sum.run_time) + (known?.run_time ?? 0),
      lateness: Number(sum.lateness) + (known?.lateness ?? 0),
    });
  }
  const order = (one: string, other: string) => (one < other ? -1 : Number(one > other));
  return [...byState.values()].sort(
    (one, other) =>
      one.interval - other.interval ||
      order(one.state_type, other.state_type) ||
      order(one.state_name, other.state_name),
  );
}

/** Intervals without runs are left out. */
export async function runsOverTime(database: Kysely<Database>, runs: Runs, query: HistoryQuery): Promise<HistoryRow[]> {
  const sums =
    (await sumRunsByTallies(database, runs, query)) ??
    (await sumRuns(
      database,
      runs,
      [
        ...(await rarelyNamed(database, runs, nameContained(query.filters[runs]))),
        ...relatedConditions(runs, query.filters),
      ],
      query,
    ));
  return addedUp(sums).map(({ run_time, lateness, ...row }) => ({
    ...row,
    interval: Number(row.interval),
    sum_estimated_run_time: wholeMilliseconds(run_time),
    sum_estimated_lateness: wholeMilliseconds(lateness),
  }));
}
