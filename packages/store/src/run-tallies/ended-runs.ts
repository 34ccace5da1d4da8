// store: runs that have ended, counted from tallies and, at the ends of a stretch of time, one by one.
import type { StateType, Timestamp } from '@signalbox/contract';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { isPostgres } from '../dialect/engine.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { estimatedLatenessInSql, estimatedRunTimeInSql } from '../run-times-in-sql.ts';
import type { TallyCriteria } from './criteria.ts';
import { type Stretch, stretchesBetween } from './spans.ts';
import type { RunTallyRow } from './table.ts';

const TALLIES = { flow_runs: 'flow_run_tallies', task_runs: 'task_run_tallies' } as const;

/** Most parts of one statement: each is four of the 32,766 values that SQLite takes. */
const PARTS_AT_MOST = 2_000;

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
  return sql`(select ${columnsAsTallies(runs, now)} from ${sql.table(runs)} where ${every(conditions)}) as run`;
}

function columnsAsTallies(runs: 'flow_runs' | 'task_runs', now: Timestamp) {
  const subflow = runs === 'flow_runs' ? sql`case when flow_runs.parent_task_run_id is null then 0 else 1 end` : sql`0`;
  return sql`coalesce(state_type, '') as state_type, coalesce(state_name, '') as state_name, ${subflow} as is_subflow,
    expected_start_time, ${estimatedRunTimeInSql(runs, now)} as run_time, ${estimatedLatenessInSql(runs, now)} as lateness`;
}

const ALL: Stretch = { span: 'hour', from: '', to: '~' };

/** A stretch of time, and the interval that it is a part of. */
interface Part extends Stretch {
  readonly interval: number;
}

/** As rows to which others are joined: so many queries of one stretch each would take longer to plan than to run. */
const asRows = (parts: readonly Part[]) =>
  sql`stretches(interval, span, starts_from, starts_to) as (values ${sql.join(
    parts.map(({ interval, span, from, to }) => sql`(cast(${interval} as integer), ${span}, ${from}, ${to})`),
  )})`;

/**
 * What lies in each stretch. Postgres would go through all there is with all stretches at hand, unless it is told to look
 * for each by itself; SQLite does so, and does not know how to be told.
 */
const inStretches = (
  database: Kysely<Database>,
  columns: RawBuilder<unknown>,
  table: RawBuilder<unknown>,
  conditions: RawBuilder<unknown>,
) =>
  isPostgres(database)
    ? sql`stretches cross join lateral (select ${columns} from ${table} where ${conditions} offset 0) as counted`
    : sql`(select interval, ${columns} from stretches cross join ${table} where ${conditions}) as counted`;

/** Of whole hours and minutes. */
function sumOfTallies(database: Kysely<Database>, query: EndedRunsQuery, parts: readonly Part[]) {
  const { runs, counted_by, criteria } = query;
  const columns = sql`state_type, state_name, is_subflow, count_runs, run_time_microseconds, lateness_microseconds`;
  const conditions = sql`counted_by = ${counted_by} and tallies.span = stretches.span and starts >= starts_from and starts < starts_to`;
  const counted = inStretches(database, columns, sql`${sql.table(TALLIES[runs])} as tallies`, conditions);
  return sql<RunSum>`with ${asRows(parts)} select interval, state_type, state_name, sum(count_runs) as count_runs,
    sum(run_time_microseconds) / 1000000.0 as run_time, sum(lateness_microseconds) / 1000000.0 as lateness
    from ${counted} where ${every(criteria.conditions)} group by interval, state_type, state_name`;
}

/** Of less than a minute each, one by one. */
function sumOfRuns(database: Kysely<Database>, query: EndedRunsQuery, parts: readonly Part[]) {
  const { runs, counted_by, criteria, now } = query;
  const time = sql.ref(`${runs}.${counted_by}`);
  const conditions = sql`${time} >= starts_from and ${time} < starts_to`;
  const counted = inStretches(database, columnsAsTallies(runs, now), sql.table(runs), conditions);
  return sql<RunSum>`with ${asRows(parts)} select interval, state_type, state_name, count(*) as count_runs,
    sum(run_time) as run_time, sum(lateness) as lateness from ${counted}
    where state_type in ('COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED') and ${every(criteria.conditions)}
    group by interval, state_type, state_name`;
}

/** Several rows of one interval and state may come: they add up. */
export async function sumEndedRuns(database: Kysely<Database>, query: EndedRunsQuery): Promise<RunSum[]> {
  const parts: Part[] =
    query.intervals.length === 0
      ? [{ ...ALL, interval: 0 }]
      : query.intervals.flatMap(({ start, end }, interval) =>
          stretchesBetween(start, end).map((stretch) => ({ ...stretch, interval })),
        );
  const sums: RunSum[] = [];
  for (const [isFraction, sumOf] of [
    [false, sumOfTallies],
    [true, sumOfRuns],
  ] as const) {
    const ofKind = parts.filter(({ span }) => (span === 'fraction') === isFraction);
    for (let first = 0; first < ofKind.length; first += PARTS_AT_MOST) {
      const { rows } = await sumOf(database, query, ofKind.slice(first, first + PARTS_AT_MOST)).execute(database);
      for (const row of rows)
        sums.push({
          ...row,
          interval: Number(row.interval),
          count_runs: Number(row.count_runs),
          run_time: Number(row.run_time ?? 0),
          lateness: Number(row.lateness ?? 0),
        });
    }
  }
  return sums.filter(({ count_runs }) => count_runs !== 0);
}
