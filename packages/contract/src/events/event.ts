import { z } from 'zod';
import { EventId, Timestamp, Uuid } from '../scalars.ts';

export const RelatedResource = z.record(z.string(), z.string());
export type RelatedResource = z.output<typeof RelatedResource>;

export const Resource = z.record(z.string(), z.string());
export type Resource = z.output<typeof Resource>;

export const Event = z.object({
  occurred: Timestamp,
  event: z.string(),
  resource: Resource,
  related: z.array(RelatedResource).default([]),
  payload: z.record(z.string(), z.unknown()).default({}),
  id: EventId,
  follows: Uuid.nullable().default(null),
});
export type Event = z.output<typeof Event>;

export const ReceivedEvent = z.object({
  occurred: Timestamp,
  event: z.string(),
  resource: Resource,
  related: z.array(RelatedResource).default([]),
  payload: z.record(z.string(), z.unknown()).default({}),
  id: EventId,
  follows: Uuid.nullable().default(null),
  received: Timestamp,
});
export type ReceivedEvent = z.output<typeof ReceivedEvent>;

export const EventPage = z.object({
  events: z.array(ReceivedEvent),
  total: z.int(),
  next_page: z.string().min(1).nullable(),
});
export type EventPage = z.output<typeof EventPage>;

export const ResourceSpecification = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type ResourceSpecification = z.output<typeof ResourceSpecification>;
