// store: the filter of variables as SQL conditions.
import type { VariableFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, containsText, membership, tagged } from '../filters/criteria.ts';

/** The conditions of a variable filter on the table `variables`. */
export function variableConditions(filter: VariableFilter): Condition[] {
  return combined(filter.operator, [
    ...membership(sql.ref('variables.id'), filter.id),
    ...membership(sql.ref('variables.name'), filter.name),
    ...containsText(sql.ref('variables.name'), filter.name?.like_),
    ...combined(filter.tags?.operator, tagged(sql.ref('variables.tags'), filter.tags)),
  ]);
}
