// store: flow runs that time alone makes due for a service.
import type { FlowRunId, Timestamp } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

/** Runs that should have started before a time and are still plainly Scheduled, earliest first. */
export async function listOverdueRuns(
  database: Kysely<Database>,
  before: Timestamp,
  limit: number,
): Promise<FlowRunId[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .select('id')
    .where('state_type', '=', 'SCHEDULED')
    .where('next_scheduled_start_time', '<=', before)
    .where('state_name', '=', 'Scheduled')
    .orderBy('next_scheduled_start_time')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The start time of the first run that is still plainly Scheduled. */
export async function nextScheduledStart(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database
    .selectFrom('flow_runs')
    .select('next_scheduled_start_time')
    .where('state_type', '=', 'SCHEDULED')
    .where('next_scheduled_start_time', 'is not', null)
    .where('state_name', '=', 'Scheduled')
    .orderBy('next_scheduled_start_time')
    .limit(1)
    .executeTakeFirst();
  return row?.next_scheduled_start_time ?? null;
}

/** Runs that have been Cancelling since before a time. */
export async function listRunsCancellingSince(
  database: Kysely<Database>,
  before: Timestamp,
  limit: number,
): Promise<FlowRunId[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .select('id')
    .where('state_type', '=', 'CANCELLING')
    .where('state_timestamp', '<=', before)
    .orderBy('state_timestamp')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Since when the longest Cancelling run has been so. */
export async function firstCancellingSince(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database
    .selectFrom('flow_runs')
    .select('state_timestamp')
    .where('state_type', '=', 'CANCELLING')
    .orderBy('state_timestamp')
    .limit(1)
    .executeTakeFirst();
  return row?.state_timestamp ?? null;
}

/** Subflow runs of a run that share its process (they have no deployment) and have not ended. */
export async function listOpenSubflowRuns(database: Kysely<Database>, flow_run_id: FlowRunId): Promise<FlowRunId[]> {
  const rows = await database
    .selectFrom('task_runs')
    .innerJoin('flow_runs', 'flow_runs.parent_task_run_id', 'task_runs.id')
    .select('flow_runs.id')
    .where('task_runs.flow_run_id', '=', flow_run_id)
    .where('flow_runs.deployment_id', 'is', null)
    .where('flow_runs.state_type', 'not in', ['COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED'])
    .execute();
  return rows.map(({ id }) => id);
}
