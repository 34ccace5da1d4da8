// store: writing saved searches.
import type { SavedSearchId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type SavedSearchRow, savedSearchColumns } from './table.ts';

export async function insertSavedSearch(
  transaction: Transaction<Database>,
  search: Decoded<SavedSearchRow>,
): Promise<void> {
  await transaction.insertInto('saved_searches').values(savedSearchColumns.encode(search)).execute();
}

export async function updateSavedSearch(
  transaction: Transaction<Database>,
  id: SavedSearchId,
  patch: Partial<Decoded<SavedSearchRow>>,
): Promise<void> {
  await transaction.updateTable('saved_searches').set(savedSearchColumns.encode(patch)).where('id', '=', id).execute();
}

/** Whether a saved search of that id was there. */
export async function deleteSavedSearch(transaction: Transaction<Database>, id: SavedSearchId): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('saved_searches').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
