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
    .select(['id', 'concurrency_limit', 'concurrency_options'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const options = row.concurrency_options === null ? null : JSON.parse(row.concurrency_options);
  return { id: row.id, concurrency_limit: row.concurrency_limit, concurrency_options: options };
}
