// server: answers about saved searches.
import { notFound } from '@signalbox/contract';
import { deleteSavedSearch, pageLimit, saveSearch } from '@signalbox/engine';
import { findSavedSearch, listSavedSearches } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const saved_searches: HandlersOf<'saved_searches'> = {
  save: async ({ body }, { engine }) => {
    const { search, created } = await saveSearch(engine, body);
    return { status: created ? 201 : 200, body: search };
  },
  read: async ({ params }, { engine }) => {
    const search = await findSavedSearch(engine.store.read, params.id);
    if (!search) throw notFound('Saved search');
    return { status: 200, body: search };
  },
  delete: async ({ params }, { engine }) => {
    await deleteSavedSearch(engine, params.id);
    return { status: 204, body: null };
  },
  filter: async ({ body }, { engine }) => {
    const page = { limit: pageLimit(engine, body.limit), offset: body.offset };
    return { status: 200, body: await listSavedSearches(engine.store.read, page) };
  },
};
