// store: writing block types.
import type { BlockType, BlockTypeId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type BlockTypeRow, blockTypeColumns } from './table.ts';

export async function insertBlockType(transaction: Transaction<Database>, type: Decoded<BlockTypeRow>): Promise<void> {
  await transaction.insertInto('block_types').values(blockTypeColumns.encode(type)).execute();
}

/** Whether a block type of that id was there. */
export async function updateBlockType(
  transaction: Transaction<Database>,
  id: BlockTypeId,
  patch: Partial<Decoded<BlockTypeRow>>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('block_types')
    .set(blockTypeColumns.encode(patch))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes the type with its schemas and documents. */
export async function deleteBlockType(transaction: Transaction<Database>, id: BlockType['id']): Promise<void> {
  await transaction.deleteFrom('block_documents').where('block_type_id', '=', id).execute();
  await transaction.deleteFrom('block_schemas').where('block_type_id', '=', id).execute();
  await transaction.deleteFrom('block_types').where('id', '=', id).execute();
}
