// store: how saved searches lie in the database.
import type { SavedSearch, SavedSearchId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface SavedSearchRow {
  id: SavedSearchId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  filters: Json<SavedSearch['filters']>;
}

export const savedSearchColumns = columnCodec<SavedSearchRow>({ json: ['filters'], flags: [] });
