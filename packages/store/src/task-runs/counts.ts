// store: task runs counted.
import type { FlowRunId, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { epochSeconds } from '../dialect/epoch-seconds.ts';
import { every } from '../filters/criteria.ts';
import { type RelatedFilters, relatedConditions } from '../filters/related.ts';
import { tallyCriteria } from '../run-tallies/criteria.ts';
import { sumEndedRuns } from '../run-tallies/ended-runs.ts';
import { justAfter } from '../run-tallies/spans.ts';

/** The runs of tasks in each flow run; those that stand for a subflow are not counted, nor flow runs without any. */
export async function countTaskRunsOfFlowRuns(
  database: Kysely<Database>,
  flow_run_ids: readonly FlowRunId[],
): Promise<ReadonlyMap<FlowRunId, number>> {
  if (flow_run_ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('task_runs')
    .select(['task_runs.flow_run_id', sql<number>`count(*)`.as('count')])
    .where('task_runs.flow_run_id', 'in', flow_run_ids)
    .where(sql<boolean>`not exists (select 1 from flow_runs as child where child.parent_task_run_id = task_runs.id)`)
    .groupBy('task_runs.flow_run_id')
    .execute();
  return new Map(
    rows.flatMap(({ flow_run_id, count }) => (flow_run_id === null ? [] : [[flow_run_id, Number(count)]])),
  );
}

export interface EndedTaskRunsQuery {
  readonly filters: RelatedFilters;
  readonly start: Timestamp;
  /** Runs that started just then are counted too. */
  readonly end: Timestamp;
  /** Of equal length, from start to end. */
  readonly intervals: readonly { readonly start: Timestamp; readonly end: Timestamp }[];
}

interface EndedTaskRuns {
  readonly interval: number;
  readonly completed: number;
  readonly failed: number;
}

async function countOneByOne(
  database: Kysely<Database>,
  { filters, start, end, intervals }: EndedTaskRunsQuery,
): Promise<EndedTaskRuns[]> {
  const started = sql.ref<Timestamp>('task_runs.start_time');
  const since_start = sql`(${epochSeconds(started)} - ${epochSeconds(sql`${start}`)})`;
  const length = sql`(${epochSeconds(sql`${end}`)} - ${epochSeconds(sql`${start}`)})`;
  return database
    .selectFrom('task_runs')
    .select([
      sql<number>`cast(floor(${since_start} * ${intervals.length} / ${length}) as integer)`.as('interval'),
      sql<number>`sum(case when task_runs.state_type in ('COMPLETED', 'CANCELLED') then 1 else 0 end)`.as('completed'),
      sql<number>`sum(case when task_runs.state_type in ('FAILED', 'CRASHED') then 1 else 0 end)`.as('failed'),
    ])
    .where(sql<boolean>`${started} >= ${start} and ${started} <= ${end}`)
    .where(every(relatedConditions('task_runs', filters)))
    .groupBy(sql`1`)
    .execute();
}

async function countFromTallies(
  database: Kysely<Database>,
  { filters, end, intervals }: EndedTaskRunsQuery,
): Promise<EndedTaskRuns[] | null> {
  const criteria = tallyCriteria('task_runs', filters, 'start_time');
  if (criteria === null) return null;
  const sums = await sumEndedRuns(database, {
    runs: 'task_runs',
    counted_by: 'start_time',
    criteria,
    intervals: intervals.map((interval) => (interval.end < end ? interval : { ...interval, end: justAfter(end) })),
    // How long ended runs took does not depend on when they are looked at.
    now: end,
  });
  return sums.map(({ interval, state_type, count_runs }) => {
    const isFailure = state_type === 'FAILED' || state_type === 'CRASHED';
    return { interval, completed: isFailure ? 0 : count_runs, failed: isFailure ? count_runs : 0 };
  });
}

/** Ended runs by the interval of their start, from 0; of one interval several counts may come, which add up. */
export async function countEndedTaskRuns(
  database: Kysely<Database>,
  query: EndedTaskRunsQuery,
): Promise<EndedTaskRuns[]> {
  const rows = (await countFromTallies(database, query)) ?? (await countOneByOne(database, query));
  return rows.map(({ interval, completed, failed }) => ({
    interval: Math.min(Number(interval), query.intervals.length - 1),
    completed: Number(completed),
    failed: Number(failed),
  }));
}
