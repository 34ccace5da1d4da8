// store: the filter of work queues as SQL conditions.
import type { WorkQueueFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, membership, startsWith } from '../filters/criteria.ts';

/** The conditions of a work queue filter on the table `work_queues`. */
export function workQueueConditions(filter: WorkQueueFilter): Condition[] {
  return combined(filter.operator, [
    ...membership(sql.ref('work_queues.id'), filter.id),
    ...membership(sql.ref('work_queues.name'), filter.name),
    ...startsWith(sql.ref('work_queues.name'), filter.name?.startswith_),
  ]);
}
