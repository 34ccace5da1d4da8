// store: finding block schemas, each with its type.
import type { BlockSchema, BlockSchemaFilter, BlockSchemaId, BlockType } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import { findBlockTypes } from '../block-types/read.ts';
import type { Database } from '../database.ts';
import { every } from '../filters/criteria.ts';
import { blockSchemaConditions } from './conditions.ts';
import { type BlockSchemaRow, blockSchemaColumns } from './table.ts';

/** A schema that is stored, with the type that it belongs to. */
export type SchemaWithType = BlockSchema & { readonly block_type: BlockType };

async function withTypes(database: Kysely<Database>, rows: readonly BlockSchemaRow[]): Promise<SchemaWithType[]> {
  const types = await findBlockTypes(database, [...new Set(rows.map((row) => row.block_type_id))]);
  return rows.flatMap((row) => {
    const block_type = types.get(row.block_type_id);
    const schema = blockSchemaColumns.decode(row);
    return block_type ? { ...schema, fields: { block_schema_references: {}, ...schema.fields }, block_type } : [];
  });
}

export async function findBlockSchemas(
  database: Kysely<Database>,
  ids: readonly BlockSchemaId[],
): Promise<Map<BlockSchemaId, SchemaWithType>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom('block_schemas').selectAll().where('id', 'in', ids).execute();
  return new Map((await withTypes(database, rows)).map((schema) => [schema.id, schema]));
}

export async function findBlockSchema(database: Kysely<Database>, id: BlockSchemaId): Promise<SchemaWithType | null> {
  return (await findBlockSchemas(database, [id])).get(id) ?? null;
}

/** The newest schema with this checksum, of this version if one is given. */
export async function findBlockSchemaByChecksum(
  database: Kysely<Database>,
  checksum: string,
  version: string | null,
): Promise<SchemaWithType | null> {
  const rows = await database
    .selectFrom('block_schemas')
    .selectAll()
    .where('checksum', '=', checksum)
    .$if(version !== null, (query) => query.where('version', '=', version ?? ''))
    .orderBy('created', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  return (await withTypes(database, rows))[0] ?? null;
}

/** One page, newest first. */
export async function listBlockSchemas(
  database: Kysely<Database>,
  query: { filter: BlockSchemaFilter | null | undefined; limit: number; offset: number },
): Promise<SchemaWithType[]> {
  const rows = await database
    .selectFrom('block_schemas')
    .selectAll()
    .where(every(query.filter ? blockSchemaConditions(query.filter) : []))
    .orderBy('created', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return withTypes(database, rows);
}

/** Every capability that some schema has, once, in order. */
export async function listBlockCapabilities(database: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ capability: string }>`
    select distinct capability.value as capability
    from block_schemas, json_each(block_schemas.capabilities) as capability
    order by capability.value
  `.execute(database);
  return rows.map((row) => row.capability);
}
