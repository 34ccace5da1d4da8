// store: the filter of deployments as SQL conditions.
import type { DeploymentFilter } from '@signalbox/contract';
import { type SqlBool, sql } from 'kysely';
import { type Condition, combined, containsText, flagIs, membership, missing, tagged } from '../filters/criteria.ts';

const column = (name: string) => sql.ref(`deployments.${name}`);

/** The conditions of a deployment filter on the table `deployments`. */
export function deploymentConditions(filter: DeploymentFilter): Condition[] {
  const flowName = sql`(select flows.name from flows where flows.id = ${column('flow_id')})`;
  const text = filter.flow_or_deployment_name?.like_;
  const limit = filter.concurrency_limit;
  const slots = sql`(select concurrency_limits."limit" from concurrency_limits where concurrency_limits.id = ${column('concurrency_limit_id')})`;
  return combined(filter.operator, [
    ...membership(column('id'), filter.id),
    ...membership(column('name'), filter.name),
    ...containsText(column('name'), filter.name?.like_),
    ...combined('or_', [...containsText(column('name'), text), ...containsText(flowName, text)]),
    ...flagIs(column('paused'), filter.paused?.eq_),
    ...tagged(column('tags'), filter.tags),
    ...membership(column('work_queue_name'), filter.work_queue_name),
    ...(typeof limit?.ge_ === 'number' ? [sql<SqlBool>`${slots} >= ${limit.ge_}`] : []),
    ...(typeof limit?.le_ === 'number' ? [sql<SqlBool>`${slots} <= ${limit.le_}`] : []),
    ...missing(slots, limit?.is_null_),
  ]);
}
