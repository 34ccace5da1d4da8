import { z } from 'zod';
import { SavedSearchId, Timestamp } from '../scalars.ts';

export const SavedSearchFilter = z.object({
  object: z.string(),
  property: z.string(),
  type: z.string(),
  operation: z.string(),
  value: z.unknown().refine((value) => value !== undefined, 'Field required'),
});
export type SavedSearchFilter = z.output<typeof SavedSearchFilter>;

export const SavedSearch = z.object({
  id: SavedSearchId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  filters: z.array(SavedSearchFilter).default([]),
});
export type SavedSearch = z.output<typeof SavedSearch>;

export const SavedSearchCreate = z.strictObject({
  name: z.string(),
  filters: z.array(SavedSearchFilter).default([]),
});
export type SavedSearchCreate = z.output<typeof SavedSearchCreate>;
