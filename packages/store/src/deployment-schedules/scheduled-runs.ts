// store: the runs that the scheduler has made ahead of time.
import type { DeploymentId, DeploymentScheduleId, FlowRunId, Timestamp } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { deploymentColumns } from '../deployments/table.ts';
import { flowRunColumns } from '../flow-runs/table.ts';
import { deploymentScheduleColumns } from './table.ts';

const { auto_scheduled } = flowRunColumns.encode({ auto_scheduled: true });

/** Active schedules of deployments that are not paused. */
export async function listActiveSchedules(database: Kysely<Database>) {
  const rows = await database
    .selectFrom('deployment_schedules')
    .innerJoin('deployments', 'deployments.id', 'deployment_schedules.deployment_id')
    .selectAll('deployment_schedules')
    .where('deployment_schedules.active', '=', deploymentScheduleColumns.encode({ active: true }).active)
    .where('deployments.paused', '=', deploymentColumns.encode({ paused: false }).paused)
    .execute();
  return rows.map(deploymentScheduleColumns.decode);
}

/** The earliest run that is still ahead and was made by a schedule; null when there is none. */
export async function nextAutoScheduledStart(database: Kysely<Database>, after: Timestamp): Promise<Timestamp | null> {
  const row = await database
    .selectFrom('flow_runs')
    .select('next_scheduled_start_time')
    .where('state_type', '=', 'SCHEDULED')
    .where('next_scheduled_start_time', '>', after)
    .where('auto_scheduled', '=', auto_scheduled)
    .orderBy('next_scheduled_start_time')
    .limit(1)
    .executeTakeFirst();
  return row?.next_scheduled_start_time ?? null;
}

/** Which of these keys have a run already. */
export async function knownIdempotencyKeys(
  database: Kysely<Database>,
  deployment_id: DeploymentId,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await database
    .selectFrom('flow_runs')
    .select('idempotency_key')
    .where('deployment_id', '=', deployment_id)
    .where('idempotency_key', 'in', keys)
    .execute();
  return new Set(rows.flatMap(({ idempotency_key }) => idempotency_key ?? []));
}

/** Runs made by schedules of a deployment that have not started; of one schedule when it is named. */
export async function listUnstartedAutoScheduledRuns(
  database: Kysely<Database>,
  deployment_id: DeploymentId,
  schedule_id: DeploymentScheduleId | null,
): Promise<FlowRunId[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .select('id')
    .where('deployment_id', '=', deployment_id)
    .where('state_type', '=', 'SCHEDULED')
    .where('auto_scheduled', '=', auto_scheduled)
    .where('run_count', '=', 0)
    .$if(schedule_id !== null, (select) =>
      select.where('idempotency_key', 'like', `scheduled ${deployment_id} ${schedule_id} %`),
    )
    .execute();
  return rows.map(({ id }) => id);
}
