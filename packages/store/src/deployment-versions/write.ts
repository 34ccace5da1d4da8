// store: writing versions of deployments.
import type { DeploymentId, DeploymentVersionWithContent } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { deploymentVersionColumns } from './table.ts';

export async function insertDeploymentVersion(
  transaction: Transaction<Database>,
  version: DeploymentVersionWithContent,
): Promise<void> {
  await transaction.insertInto('deployment_versions').values(deploymentVersionColumns.encode(version)).execute();
}

/** Forgets the versions of a deployment up to this number. */
export async function deleteDeploymentVersions(
  transaction: Transaction<Database>,
  deployment_id: DeploymentId,
  up_to_number: number,
): Promise<void> {
  await transaction
    .deleteFrom('deployment_versions')
    .where('deployment_id', '=', deployment_id)
    .where('number', '<=', up_to_number)
    .execute();
}
