// store: the filter of flows as SQL conditions.
import type { FlowFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, containsText, membership, missing, tagged } from '../filters/criteria.ts';

/** The conditions of a flow filter on the table `flows`. */
export function flowConditions(filter: FlowFilter): Condition[] {
  const deployment = sql`(select deployments.id from deployments where deployments.flow_id = flows.id limit 1)`;
  return combined(filter.operator, [
    ...membership(sql.ref('flows.id'), filter.id),
    ...membership(sql.ref('flows.name'), filter.name),
    ...containsText(sql.ref('flows.name'), filter.name?.like_),
    ...tagged(sql.ref('flows.tags'), filter.tags),
    ...missing(deployment, filter.deployment?.is_null_),
  ]);
}
