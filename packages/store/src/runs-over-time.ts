// store: runs counted by state and by interval of their expected start.
import type { StateType, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { epochSeconds } from './dialect/epoch-seconds.ts';
import { type Condition, every } from './filters/criteria.ts';
import { estimatedLatenessInSql, estimatedRunTimeInSql, wholeMilliseconds } from './run-times-in-sql.ts';

export interface HistoryQuery {
  readonly conditions: readonly Condition[];
  readonly start: Timestamp;
  readonly end: Timestamp;
  readonly interval_seconds: number;
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

/** Intervals without runs are left out. */
export async function runsOverTime(
  database: Kysely<Database>,
  runs: 'flow_runs' | 'task_runs',
  { conditions, start, end, interval_seconds, now }: HistoryQuery,
): Promise<HistoryRow[]> {
  const expected = sql.ref<Timestamp>(`${runs}.expected_start_time`);
  const state_type = sql.ref<StateType>(`${runs}.state_type`);
  const state_name = sql.ref<string>(`${runs}.state_name`);
  const since_start = sql`(${epochSeconds(expected)} - ${epochSeconds(sql`${start}`)})`;
  const rows = await database
    .selectFrom(runs)
    .select([
      sql<number>`cast(floor(${since_start} / ${interval_seconds}) as integer)`.as('interval'),
      state_type.as('state_type'),
      sql<string>`coalesce(${state_name}, '')`.as('state_name'),
      sql<number>`count(*)`.as('count_runs'),
      sql<number>`coalesce(sum(${estimatedRunTimeInSql(runs, now)}), 0)`.as('sum_estimated_run_time'),
      sql<number>`coalesce(sum(${estimatedLatenessInSql(runs, now)}), 0)`.as('sum_estimated_lateness'),
    ])
    .where(sql<boolean>`${expected} >= ${start} and ${expected} < ${end} and ${state_type} is not null`)
    .where(every(conditions))
    .groupBy([sql`1`, sql`2`, sql`3`])
    .orderBy(sql`1, 2, 3`)
    .execute();
  return rows.map((row) => ({
    interval: Number(row.interval),
    state_type: row.state_type,
    state_name: row.state_name,
    count_runs: Number(row.count_runs),
    sum_estimated_run_time: wholeMilliseconds(row.sum_estimated_run_time),
    sum_estimated_lateness: wholeMilliseconds(row.sum_estimated_lateness),
  }));
}
