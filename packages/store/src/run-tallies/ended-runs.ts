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
 * @param beside what the conditions may name besides, with the columns that are taken from it
 */
export function runsAsTallies(
  runs: 'flow_runs' | 'task_runs',
  now: Timestamp,
  conditions: readonly Condition[],
  beside: { readonly columns: RawBuilder<unknown>; readonly tables: RawBuilder<unknown> } = NOTHING,
) {
  const subflow = runs === 'flow_runs' ? sql`case when flow_runs.parent_task_run_id is null then 0 else 1 end` : sql`0`;
  return sql`(select ${beside.columns} coalesce(state_type, '') as state_type, coalesce(state_name, '') as state_name,
    ${subflow} as is_subflow, expected_start_time, ${estimatedRunTimeInSql(runs, now)} as run_time,
    ${estimatedLatenessInSql(runs, now)} as lateness from ${beside.tables} ${sql.table(runs)}
    where ${every(conditions)}) as run`;
}

const NOTHING = { columns: sql``, tables: sql`` };

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

/** Of whole hours and minutes. */
const sumOfTallies = (
  { runs, counted_by, criteria }: EndedRunsQuery,
  parts: readonly Part[],
) => sql<RunSum>`with ${asRows(parts)}
  select interval, state_type, state_name, sum(count_runs) as count_runs,
  sum(run_time_microseconds) / 1000000.0 as run_time, sum(lateness_microseconds) / 1000000.0 as lateness
  from stretches cross join ${sql.table(TALLIES[runs])} as tallies
  where counted_by = ${counted_by} and tallies.span = stretches.span
  and starts >= starts_from and starts < starts_to and ${every(criteria.conditions)}
  group by interval, state_type, state_name`;

/** Of less than a minute each, one by one. */
function sumOfRuns({ runs, counted_by, criteria, now }: EndedRunsQuery, parts: readonly Part[]) {
  const time = sql.ref(`${runs}.${counted_by}`);
  const source = runsAsTallies(runs, now, [sql`${time} >= starts_from`, sql`${time} < starts_to`], {
    columns: sql`interval,`,
    tables: sql`stretches cross join`,
  });
  return sql<RunSum>`with ${asRows(parts)}
    select interval, state_type, state_name, count(*) as count_runs, sum(run_time) as run_time, sum(lateness) as lateness
    from ${source} where state_type in ('COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED') and ${every(criteria.conditions)}
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
      const { rows } = await sumOf(query, ofKind.slice(first, first + PARTS_AT_MOST)).execute(database);
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
