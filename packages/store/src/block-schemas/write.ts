// store: writing block schemas: they are made and deleted, never changed.
import type { BlockSchemaId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type BlockSchemaRow, blockSchemaColumns } from './table.ts';

export async function insertBlockSchema(
  transaction: Transaction<Database>,
  schema: Decoded<BlockSchemaRow>,
): Promise<void> {
  await transaction.insertInto('block_schemas').values(blockSchemaColumns.encode(schema)).execute();
}

/** Deletes the schema with the documents that follow it. */
export async function deleteBlockSchema(transaction: Transaction<Database>, id: BlockSchemaId): Promise<void> {
  await transaction.deleteFrom('block_documents').where('block_schema_id', '=', id).execute();
  await transaction.deleteFrom('block_schemas').where('id', '=', id).execute();
}
