// engine: how many runs of a deployment may go at a time.
import type { DeploymentId } from '@signalbox/contract';
import type { DeploymentLimit } from '@signalbox/core';
import type { Database } from '@signalbox/store';
import type { Kysely } from 'kysely';

/** null when the deployment is gone. */
export async function findDeploymentLimit(
  database: Kysely<Database>,
  id: DeploymentId,
): Promise<DeploymentLimit | null> {
  const row = await database
    .selectFrom('deployments')
    .leftJoin('concurrency_limits', 'concurrency_limits.id', 'deployments.concurrency_limit_id')
    .select([
      'deployments.id',
      'deployments.concurrency_options',
      'concurrency_limits.limit',
      'concurrency_limits.active',
    ])
    .where('deployments.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const options = row.concurrency_options === null ? null : JSON.parse(row.concurrency_options);
  return { id: row.id, concurrency_limit: row.active ? row.limit : null, concurrency_options: options };
}
