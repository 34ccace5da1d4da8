// store: how many runs of a deployment may go at a time.
import type { ConcurrencyLimitId, ConcurrencyOptions, DeploymentId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { executePrepared } from '../dialect/prepared.ts';

export interface StoredDeploymentLimit {
  readonly id: DeploymentId;
  /** The limit that bounds its runs; null when it has none. */
  readonly concurrency_limit_id: ConcurrencyLimitId | null;
  /** Most runs at a time; null when it has no limit, or one that is switched off. */
  readonly concurrency_limit: number | null;
  readonly concurrency_options: ConcurrencyOptions | null;
}

/** null when the deployment is gone. */
export async function findDeploymentLimit(
  database: Kysely<Database>,
  id: DeploymentId,
): Promise<StoredDeploymentLimit | null> {
  const build = () =>
    database
      .selectFrom('deployments')
      .leftJoin('concurrency_limits', 'concurrency_limits.id', 'deployments.concurrency_limit_id')
      .select([
        'deployments.id',
        'deployments.concurrency_limit_id',
        'deployments.concurrency_options',
        'concurrency_limits.limit',
        'concurrency_limits.active',
      ])
      .where('deployments.id', '=', id);
  const { rows } = await executePrepared(database, 'limit of a deployment', build, [id]);
  const [row] = rows;
  if (!row) return null;
  const { limit, active, concurrency_options, ...deployment } = row;
  return {
    ...deployment,
    concurrency_limit: active ? limit : null,
    concurrency_options: concurrency_options === null ? null : JSON.parse(concurrency_options),
  };
}
