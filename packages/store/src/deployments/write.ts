// store: writing deployments.
import type { DeploymentId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type DeploymentRow, deploymentColumns } from './table.ts';

export async function insertDeployment(
  transaction: Transaction<Database>,
  deployment: Decoded<DeploymentRow>,
): Promise<void> {
  await transaction.insertInto('deployments').values(deploymentColumns.encode(deployment)).execute();
}

/** Whether a deployment of that id was there. */
export async function updateDeployment(
  transaction: Transaction<Database>,
  id: DeploymentId,
  patch: Partial<Decoded<DeploymentRow>>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('deployments')
    .set(deploymentColumns.encode(patch))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes the deployment with its schedules and versions; its runs stay and keep its id. Whether it was there. */
export async function deleteDeployment(transaction: Transaction<Database>, id: DeploymentId): Promise<boolean> {
  await transaction.deleteFrom('deployment_schedules').where('deployment_id', '=', id).execute();
  await transaction.deleteFrom('deployment_versions').where('deployment_id', '=', id).execute();
  const { numDeletedRows } = await transaction.deleteFrom('deployments').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
