// store: finding saved searches.
import type { SavedSearch, SavedSearchId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { savedSearchColumns } from './table.ts';

export async function findSavedSearch(database: Kysely<Database>, id: SavedSearchId): Promise<SavedSearch | null> {
  const row = await database.selectFrom('saved_searches').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? savedSearchColumns.decode(row) : null;
}

export async function findSavedSearchByName(database: Kysely<Database>, name: string): Promise<SavedSearch | null> {
  const row = await database.selectFrom('saved_searches').selectAll().where('name', '=', name).executeTakeFirst();
  return row ? savedSearchColumns.decode(row) : null;
}

/** One page in the order of names. */
export async function listSavedSearches(
  database: Kysely<Database>,
  page: { limit: number; offset: number },
): Promise<SavedSearch[]> {
  const rows = await database
    .selectFrom('saved_searches')
    .selectAll()
    .orderBy('name')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => savedSearchColumns.decode(row));
}
