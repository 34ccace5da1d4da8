// store: the filter of block types as SQL conditions.
import type { BlockTypeFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, containsText, membership } from '../filters/criteria.ts';

/** The conditions of a block type filter on the table `block_types`. */
export function blockTypeConditions(filter: BlockTypeFilter): Condition[] {
  return [
    ...containsText(sql.ref('block_types.name'), filter.name?.like_),
    ...membership(sql.ref('block_types.slug'), filter.slug),
  ];
}
