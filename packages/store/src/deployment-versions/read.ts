// store: finding versions of deployments.
import type { DeploymentId, DeploymentVersion, DeploymentVersionWithContent } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { executePrepared } from '../dialect/prepared.ts';
import { deploymentVersionColumns } from './table.ts';

const WITHOUT_CONTENT = [
  'id',
  'deployment_id',
  'number',
  'created',
  'version',
  'content_hash',
  'restored_from',
] as const;

const newestFirst = (database: Kysely<Database>, deployment_id: DeploymentId) =>
  database
    .selectFrom('deployment_versions')
    .select(WITHOUT_CONTENT)
    .where('deployment_id', '=', deployment_id)
    .orderBy('number', 'desc');

/** The newest first. */
export function listDeploymentVersions(
  database: Kysely<Database>,
  deployment_id: DeploymentId,
  limit: number,
): Promise<DeploymentVersion[]> {
  return newestFirst(database, deployment_id).limit(limit).execute();
}

export async function findLatestDeploymentVersion(
  database: Kysely<Database>,
  deployment_id: DeploymentId,
): Promise<DeploymentVersion | null> {
  const build = () => newestFirst(database, deployment_id).limit(1);
  const { rows } = await executePrepared(database, 'latest version of a deployment', build, [deployment_id, 1]);
  return rows[0] ?? null;
}

export async function findDeploymentVersion(
  database: Kysely<Database>,
  deployment_id: DeploymentId,
  number: number,
): Promise<DeploymentVersionWithContent | null> {
  const row = await database
    .selectFrom('deployment_versions')
    .selectAll()
    .where('deployment_id', '=', deployment_id)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? deploymentVersionColumns.decode(row) : null;
}
