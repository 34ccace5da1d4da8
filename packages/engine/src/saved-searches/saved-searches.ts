// engine: searches that somebody keeps under a name.
import { notFound, type SavedSearch, type SavedSearchCreate, type SavedSearchId } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteSavedSearch as deleteRow,
  findSavedSearchByName,
  insertSavedSearch,
  updateSavedSearch,
} from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Keeps the search under its name, in the place of the one that had it. */
export function saveSearch(
  engine: Engine,
  { name, filters }: SavedSearchCreate,
): Promise<{ search: SavedSearch; created: boolean }> {
  return engine.write(async ({ transaction, now }) => {
    const before = await findSavedSearchByName(transaction, name);
    if (before) {
      await updateSavedSearch(transaction, before.id, { filters, updated: now });
      return { search: { ...before, filters, updated: now }, created: false };
    }
    const search = { id: newId<SavedSearchId>(), created: now, updated: now, name, filters };
    await insertSavedSearch(transaction, search);
    return { search, created: true };
  });
}

/** @throws ApiError `not_found` */
export function deleteSavedSearch(engine: Engine, id: SavedSearchId): Promise<void> {
  return engine.write(async ({ transaction }) => {
    if (!(await deleteRow(transaction, id))) throw notFound('Saved search');
  });
}
