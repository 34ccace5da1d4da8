// store: finding block types.
import type { BlockSchemaFilter, BlockType, BlockTypeFilter, BlockTypeId } from '@signalbox/contract';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { blockSchemaConditions } from '../block-schemas/conditions.ts';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { blockTypeConditions } from './conditions.ts';
import { blockTypeColumns } from './table.ts';

export async function findBlockType(database: Kysely<Database>, id: BlockTypeId): Promise<BlockType | null> {
  const row = await database.selectFrom('block_types').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? blockTypeColumns.decode(row) : null;
}

export async function findBlockTypeBySlug(database: Kysely<Database>, slug: string): Promise<BlockType | null> {
  const row = await database.selectFrom('block_types').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row ? blockTypeColumns.decode(row) : null;
}

export async function findBlockTypes(
  database: Kysely<Database>,
  ids: readonly BlockTypeId[],
): Promise<Map<BlockTypeId, BlockType>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom('block_types').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, blockTypeColumns.decode(row)]));
}

function bySchema(filter: BlockSchemaFilter | null | undefined): Condition[] {
  const conditions = filter ? blockSchemaConditions(filter) : [];
  if (conditions.length === 0) return [];
  return [
    sql<SqlBool>`exists (select 1 from block_schemas where block_schemas.block_type_id = block_types.id and ${every(conditions)})`,
  ];
}

/** One page in the order of names. */
export async function listBlockTypes(
  database: Kysely<Database>,
  query: {
    block_types: BlockTypeFilter | null | undefined;
    block_schemas: BlockSchemaFilter | null | undefined;
    limit: number;
    offset: number;
  },
): Promise<BlockType[]> {
  const rows = await database
    .selectFrom('block_types')
    .selectAll()
    .where(
      every([...(query.block_types ? blockTypeConditions(query.block_types) : []), ...bySchema(query.block_schemas)]),
    )
    .orderBy('name')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(blockTypeColumns.decode);
}
