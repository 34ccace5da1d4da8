// store: runs that have ended, counted from tallies and, at the ends of a stretch of time, one by one.
import type { StateType, Timestamp } from '@signalbox/contract';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { estimatedLatenessInSql, estimatedRunTimeInSql } from '../run-times-in-sql.ts';
import type { TallyCriteria } from './criteria.ts';
import { type Stretch, stretchesBetween } from './spans.ts';
import type { RunTallyRow } from './table.ts';

const TALLIES = { flow_runs: 'flow_run_tallies', task_runs: 'task_run_tallies' } as const;

/** Most parts of one statement: SQLite takes 500. */
const PARTS_AT_MOST = 400;

export interface EndedRunsQuery {
  readonly runs: 'flow_runs' | 'task_runs';
  readonly counted_by: RunTallyRow['counted_by'];
  readonly criteria: TallyCriteria;
  /** The end is not a part of it. Without any interval, all runs are counted, as those of interval 0. */
  readonly intervals: readonly { readonly start: string; readonly end: string }[];
  readonly now: Timestamp;
}

/** Times in seconds. */
export interface RunSum {
  /** Of the intervals asked for, from 0. */
  readonly interval: number;
  readonly state_type: StateType;
  readonly state_name: string;
  readonly count_runs: number;
  readonly run_time: number;
  readonly lateness: number;
}

/**
 * Runs with the columns by which tallies are filtered. As expressions they have no index, so that a time among the
 * conditions is what finds the runs.
 */
export function runsAsTallies(runs: 'flow_runs' | 'task_runs', now: Timestamp, conditions: readonly Condition[]) {
  const subflow = runs === 'flow_runs' ? sql`case when flow_runs.parent_task_run_id is null then 0 else 1 end` : sql`0`;
  return sql`(select coalesce(state_type, '') as state_type, coalesce(state_name, '') as state_name,
    ${subflow} as is_subflow, expected_start_time, ${estimatedRunTimeInSql(runs, now)} as run_time,
    ${estimatedLatenessInSql(runs, now)} as lateness from ${sql.table(runs)} where ${every(conditions)}) as run`;
}

const ALL: Stretch = { span: 'hour', from: '', to: '~' };

function sumOf(query: EndedRunsQuery, interval: number, { span, from, to }: Stretch): RawBuilder<RunSum> {
  const { runs, counted_by, criteria, now } = query;
  const head = sql`select cast(${interval} as integer) as interval, state_type, state_name`;
  const tail = sql`group by state_type, state_name`;
  if (span === 'fraction') {
    const time = sql.ref(`${runs}.${counted_by}`);
    const source = runsAsTallies(runs, now, [sql`${time} >= ${from}`, sql`${time} < ${to}`]);
    return sql`${head}, count(*) as count_runs, sum(run_time) as run_time, sum(lateness) as lateness from ${source}
      where state_type in ('COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED') and ${every(criteria.conditions)} ${tail}`;
  }
  return sql`${head}, sum(count_runs) as count_runs, sum(run_time_microseconds) / 1000000.0 as run_time,
    sum(lateness_microseconds) / 1000000.0 as lateness from ${sql.table(TALLIES[runs])}
    where counted_by = ${counted_by} and span = ${span} and starts >= ${from} and starts < ${to}
    and ${every(criteria.conditions)} ${tail}`;
}

/** Several rows of one interval and state may come: they add up. */
export async function sumEndedRuns(database: Kysely<Database>, query: EndedRunsQuery): Promise<RunSum[]> {
  const parts =
    query.intervals.length === 0
      ? [sumOf(query, 0, ALL)]
      : query.intervals.flatMap(({ start, end }, interval) =>
          stretchesBetween(start, end).map((stretch) => sumOf(query, interval, stretch)),
        );
  const sums: RunSum[] = [];
  for (let first = 0; first < parts.length; first += PARTS_AT_MOST) {
    const some = parts.slice(first, first + PARTS_AT_MOST);
    const { rows } = await sql<RunSum>`${sql.join(some, sql` union all `)}`.execute(database);
    for (const row of rows) {
      const [count_runs, run_time, lateness] = [row.count_runs, row.run_time, row.lateness].map(Number);
      if (count_runs)
        sums.push({
          ...row,
          interval: Number(row.interval),
          count_runs,
          run_time: run_time ?? 0,
          lateness: lateness ?? 0,
        });
    }
  }
  return sums;
}
