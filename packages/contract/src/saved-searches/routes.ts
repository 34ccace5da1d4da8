import { z } from 'zod';
import { route } from '../route.ts';
import { SavedSearchId } from '../scalars.ts';
import { SavedSearch, SavedSearchCreate } from './saved-search.ts';

export const saved_searches = {
  save: route({
    id: 'saved_searches.save',
    method: 'PUT',
    path: '/saved_searches/',
    body: SavedSearchCreate,
    responses: { 200: SavedSearch, 201: SavedSearch },
  }),
  read: route({
    id: 'saved_searches.read',
    method: 'GET',
    path: '/saved_searches/{id}',
    params: z.object({ id: SavedSearchId }),
    responses: { 200: SavedSearch },
  }),
  delete: route({
    id: 'saved_searches.delete',
    method: 'DELETE',
    path: '/saved_searches/{id}',
    params: z.object({ id: SavedSearchId }),
    responses: { 204: null },
  }),
  filter: route({
    id: 'saved_searches.filter',
    method: 'POST',
    path: '/saved_searches/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(SavedSearch) },
  }),
};
