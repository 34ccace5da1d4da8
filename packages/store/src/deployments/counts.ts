// store: deployments counted and listed by what they belong to.
import type { DeploymentId, FlowId } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';

/** The deployments of each flow; flows without any are left out. */
export async function countDeploymentsOfFlows(
  database: Kysely<Database>,
  flow_ids: readonly FlowId[],
): Promise<ReadonlyMap<FlowId, number>> {
  if (flow_ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('deployments')
    .select(['flow_id', sql<number>`count(*)`.as('count')])
    .where('flow_id', 'in', flow_ids)
    .groupBy('flow_id')
    .execute();
  return new Map(rows.map(({ flow_id, count }) => [flow_id, Number(count)]));
}

/** The ids of the deployments that satisfy all conditions, in the order of their names. */
export async function listDeploymentIds(
  database: Kysely<Database>,
  conditions: readonly Condition[],
  limit: number,
): Promise<DeploymentId[]> {
  const rows = await database
    .selectFrom('deployments')
    .select('deployments.id')
    .where(every(conditions))
    .orderBy('deployments.name')
    .orderBy('deployments.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
