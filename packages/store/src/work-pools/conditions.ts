// store: the filter of work pools as SQL conditions.
import type { WorkPoolFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, membership } from '../filters/criteria.ts';

/** The conditions of a work pool filter on the table `work_pools`. */
export function workPoolConditions(filter: WorkPoolFilter): Condition[] {
  return combined(filter.operator, [
    ...membership(sql.ref('work_pools.id'), filter.id),
    ...membership(sql.ref('work_pools.name'), filter.name),
    ...membership(sql.ref('work_pools.type'), filter.type),
  ]);
}
