// store: the filter of block schemas as SQL conditions.
import type { BlockSchemaFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, membership, tagged } from '../filters/criteria.ts';

/** The conditions of a block schema filter on the table `block_schemas`. */
export function blockSchemaConditions(filter: BlockSchemaFilter): Condition[] {
  return combined(filter.operator, [
    ...membership(sql.ref('block_schemas.id'), filter.id),
    ...membership(sql.ref('block_schemas.block_type_id'), filter.block_type_id),
    ...combined('and_', tagged(sql.ref('block_schemas.capabilities'), filter.block_capabilities)),
    ...membership(sql.ref('block_schemas.version'), filter.version),
  ]);
}
