// store: how events lie in the database.
import type { EventId, RelatedResource, Resource, Timestamp, Uuid } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface EventRow {
  id: EventId;
  occurred: Timestamp;
  received: Timestamp;
  event: string;
  resource_id: string;
  resource: Json<Resource>;
  related: Json<RelatedResource[]>;
  payload: Json<Record<string, unknown>>;
  follows: Uuid | null;
}

export const eventColumns = columnCodec<EventRow>({ json: ['resource', 'related', 'payload'], flags: [] });
