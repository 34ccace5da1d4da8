// store: writing block documents, their data already encrypted.
import type { BlockDocumentId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { StoredBlockDocument } from './read.ts';
import { blockDocumentColumns } from './table.ts';

export async function insertBlockDocument(
  transaction: Transaction<Database>,
  document: StoredBlockDocument,
): Promise<void> {
  await transaction.insertInto('block_documents').values(blockDocumentColumns.encode(document)).execute();
}

export async function updateBlockDocument(
  transaction: Transaction<Database>,
  id: BlockDocumentId,
  patch: Partial<StoredBlockDocument>,
): Promise<void> {
  await transaction
    .updateTable('block_documents')
    .set(blockDocumentColumns.encode(patch))
    .where('id', '=', id)
    .execute();
}

/** Whether a document of that id was there. */
export async function deleteBlockDocument(transaction: Transaction<Database>, id: BlockDocumentId): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('block_documents').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
