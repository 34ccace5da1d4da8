// store: the filters of block documents as SQL conditions.
import type { BlockDocumentFilter, BlockSchemaFilter, BlockTypeFilter } from '@signalbox/contract';
import { type SqlBool, sql } from 'kysely';
import { blockSchemaConditions } from '../block-schemas/conditions.ts';
import { blockTypeConditions } from '../block-types/conditions.ts';
import { type Condition, combined, containsText, every, flagIs, membership } from '../filters/criteria.ts';

export interface BlockDocumentFilters {
  /** Without it, anonymous documents are left out. */
  readonly block_documents?: BlockDocumentFilter | null | undefined;
  readonly block_types?: BlockTypeFilter | null | undefined;
  readonly block_schemas?: BlockSchemaFilter | null | undefined;
}

const NAMED_ONLY: BlockDocumentFilter = { operator: 'and_', is_anonymous: { eq_: false } };

const column = (name: string) => sql.ref(`block_documents.${name}`);

function ownConditions(filter: BlockDocumentFilter): Condition[] {
  return combined(filter.operator, [
    ...membership(column('id'), filter.id),
    ...flagIs(column('is_anonymous'), filter.is_anonymous?.eq_),
    ...membership(column('block_type_id'), filter.block_type_id),
    ...membership(column('name'), filter.name),
    ...containsText(column('name'), filter.name?.like_),
  ]);
}

/** The conditions on the table `block_documents`, by themselves, their types and their schemas. */
export function blockDocumentConditions(filters: BlockDocumentFilters): Condition[] {
  const types = filters.block_types ? blockTypeConditions(filters.block_types) : [];
  const schemas = filters.block_schemas ? blockSchemaConditions(filters.block_schemas) : [];
  return [
    ...ownConditions(filters.block_documents ?? NAMED_ONLY),
    ...(types.length > 0
      ? [
          sql<SqlBool>`exists (select 1 from block_types where block_types.id = block_documents.block_type_id and ${every(types)})`,
        ]
      : []),
    ...(schemas.length > 0
      ? [
          sql<SqlBool>`exists (select 1 from block_schemas where block_schemas.id = block_documents.block_schema_id and ${every(schemas)})`,
        ]
      : []),
  ];
}
