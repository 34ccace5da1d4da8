// store: how events lie in the database.
import type { EventId, ReceivedEvent, RelatedResource, Resource, Timestamp, Uuid } from '@signalbox/contract';
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

/** All that an event says; the order in which events were written is another matter. */
export const EVENT_COLUMNS = [
  'id',
  'occurred',
  'received',
  'event',
  'resource',
  'related',
  'payload',
  'follows',
] as const satisfies readonly (keyof EventRow)[];

export const eventFromRow = (row: Pick<EventRow, (typeof EVENT_COLUMNS)[number]>): ReceivedEvent =>
  // The edge of the types: what is decoded has every column but the one that only serves to be found by.
  eventColumns.decode(row as EventRow);
