// store: task runs counted.
import type { FlowRunId, StateType, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { epochSeconds } from '../dialect/epoch-seconds.ts';
import { type Condition, every } from '../filters/criteria.ts';

/** How many runs are in each type of state; types without any are left out. */
export async function countTaskRunsByState(
  database: Kysely<Database>,
  conditions: readonly Condition[],
): Promise<{ state_type: StateType; count: number }[]> {
  const rows = await database
    .selectFrom('task_runs')
    .select(['task_runs.state_type', sql<number>`count(*)`.as('count')])
    .where(every(conditions))
    .groupBy('task_runs.state_type')
    .execute();
  return rows.flatMap(({ state_type, count }) => (state_type === null ? [] : [{ state_type, count: Number(count) }]));
}

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

/** Ended runs by the interval of their start, from 0; intervals without any are left out. */
export async function countEndedTaskRuns(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; start: Timestamp; end: Timestamp; intervals: number },
): Promise<{ interval: number; completed: number; failed: number }[]> {
  const started = sql.ref<Timestamp>('task_runs.start_time');
  const since_start = sql`(${epochSeconds(started)} - ${epochSeconds(sql`${query.start}`)})`;
  const length = sql`(${epochSeconds(sql`${query.end}`)} - ${epochSeconds(sql`${query.start}`)})`;
  const rows = await database
    .selectFrom('task_runs')
    .select([
      sql<number>`cast(floor(${since_start} * ${query.intervals} / ${length}) as integer)`.as('interval'),
      sql<number>`sum(case when task_runs.state_type in ('COMPLETED', 'CANCELLED') then 1 else 0 end)`.as('completed'),
      sql<number>`sum(case when task_runs.state_type in ('FAILED', 'CRASHED') then 1 else 0 end)`.as('failed'),
    ])
    .where(sql<boolean>`${started} >= ${query.start} and ${started} <= ${query.end}`)
    .where(every(query.conditions))
    .groupBy(sql`1`)
    .execute();
  return rows.map(({ interval, completed, failed }) => ({
    interval: Math.min(Number(interval), query.intervals - 1),
    completed: Number(completed),
    failed: Number(failed),
  }));
}
