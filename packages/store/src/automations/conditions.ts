// store: the filter of automations as SQL conditions.
import type { AutomationFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, membership, tagged, timeRange } from '../filters/criteria.ts';

/** The conditions of an automation filter on the table `automations`. */
export function automationConditions(filter: AutomationFilter): Condition[] {
  return combined(filter.operator, [
    ...membership(sql.ref('automations.id'), filter.id),
    ...membership(sql.ref('automations.name'), filter.name),
    ...timeRange(sql.ref('automations.created'), filter.created),
    ...combined(filter.tags?.operator, tagged(sql.ref('automations.tags'), filter.tags)),
  ]);
}
