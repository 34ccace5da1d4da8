// store: writing the schedules of deployments.
import type { DeploymentId, DeploymentScheduleId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type DeploymentScheduleRow, deploymentScheduleColumns } from './table.ts';

export async function insertDeploymentSchedule(
  transaction: Transaction<Database>,
  schedule: Decoded<DeploymentScheduleRow>,
): Promise<void> {
  await transaction.insertInto('deployment_schedules').values(deploymentScheduleColumns.encode(schedule)).execute();
}

/** Whether the deployment had such a schedule. */
export async function updateDeploymentSchedule(
  transaction: Transaction<Database>,
  key: { deployment_id: DeploymentId; id: DeploymentScheduleId },
  patch: Partial<Decoded<DeploymentScheduleRow>>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('deployment_schedules')
    .set(deploymentScheduleColumns.encode(patch))
    .where('id', '=', key.id)
    .where('deployment_id', '=', key.deployment_id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether the deployment had such a schedule. */
export async function deleteDeploymentSchedule(
  transaction: Transaction<Database>,
  key: { deployment_id: DeploymentId; id: DeploymentScheduleId },
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('deployment_schedules')
    .where('id', '=', key.id)
    .where('deployment_id', '=', key.deployment_id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
