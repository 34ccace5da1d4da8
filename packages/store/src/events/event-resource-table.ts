// store: how events lie in the database.
import type { EventId, Resource, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface EventResourceRow {
  event_id: EventId;
  /** Its place among the related resources of the event. */
  ordinal: number;
  resource_id: string;
  resource_role: string;
  resource: Json<Resource>;
  occurred: Timestamp;
}

export const eventResourceColumns = columnCodec<EventResourceRow>({ json: ['resource'], flags: [] });
