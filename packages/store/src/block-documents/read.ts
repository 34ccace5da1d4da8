// store: finding block documents, their data still encrypted.
import type { BlockDocumentId, BlockDocumentSort, BlockTypeId } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { type BlockDocumentRow, blockDocumentColumns } from './table.ts';

export type StoredBlockDocument = Decoded<BlockDocumentRow>;

const typeName = sql`(select block_types.name from block_types where block_types.id = block_documents.block_type_id)`;

const ORDER = {
  NAME_ASC: sql`block_documents.name asc, block_documents.id asc`,
  NAME_DESC: sql`block_documents.name desc, block_documents.id desc`,
  BLOCK_TYPE_AND_NAME_ASC: sql`${typeName} asc, block_documents.name asc`,
} as const satisfies { [Sort in BlockDocumentSort]: unknown };

export async function findBlockDocuments(
  database: Kysely<Database>,
  ids: readonly BlockDocumentId[],
): Promise<StoredBlockDocument[]> {
  if (ids.length === 0) return [];
  const rows = await database.selectFrom('block_documents').selectAll().where('id', 'in', ids).execute();
  return rows.map(blockDocumentColumns.decode);
}

export async function findBlockDocument(
  database: Kysely<Database>,
  id: BlockDocumentId,
): Promise<StoredBlockDocument | null> {
  return (await findBlockDocuments(database, [id]))[0] ?? null;
}

export async function findBlockDocumentByName(
  database: Kysely<Database>,
  block_type_id: BlockTypeId,
  name: string,
): Promise<StoredBlockDocument | null> {
  const row = await database
    .selectFrom('block_documents')
    .selectAll()
    .where('block_type_id', '=', block_type_id)
    .where('name', '=', name)
    .executeTakeFirst();
  return row ? blockDocumentColumns.decode(row) : null;
}

export async function listBlockDocuments(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; sort: BlockDocumentSort; limit: number; offset: number },
): Promise<StoredBlockDocument[]> {
  const rows = await database
    .selectFrom('block_documents')
    .selectAll()
    .where(every(query.conditions))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(blockDocumentColumns.decode);
}

export async function countBlockDocuments(
  database: Kysely<Database>,
  conditions: readonly Condition[],
): Promise<number> {
  const row = await database
    .selectFrom('block_documents')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
