// store: the runs that the scheduler has made ahead of time.
import type { DeploymentId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { deploymentColumns } from '../deployments/table.ts';
import { deploymentScheduleColumns } from './table.ts';

/** Active schedules of deployments that are not paused, each with when its deployment was last changed. */
export async function listActiveSchedules(database: Kysely<Database>) {
  const rows = await database
    .selectFrom('deployment_schedules')
    .innerJoin('deployments', 'deployments.id', 'deployment_schedules.deployment_id')
    .selectAll('deployment_schedules')
    .select('deployments.updated as deployment_updated')
    .where('deployment_schedules.active', '=', deploymentScheduleColumns.encode({ active: true }).active)
    .where('deployments.paused', '=', deploymentColumns.encode({ paused: false }).paused)
    .execute();
  return rows.map(({ deployment_updated, ...row }) => ({
    schedule: deploymentScheduleColumns.decode(row),
    deployment_updated,
  }));
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
