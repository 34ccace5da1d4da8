import { z } from 'zod';
import { EventId, Timestamp } from '../scalars.ts';
import { ResourceSpecification } from './event.ts';
import { withoutEmptyLists } from './without-empty-lists.ts';

export const EventAnyResourceFilter = z.strictObject({
  id: z.array(z.string()).nullable().optional(),
  id_prefix: z.array(z.string()).nullable().optional(),
  labels: ResourceSpecification.nullable().optional(),
});
export type EventAnyResourceFilter = z.output<typeof EventAnyResourceFilter>;

export const EventIDFilter = z.strictObject({
  id: z.array(EventId).nullable().optional(),
});
export type EventIDFilter = z.output<typeof EventIDFilter>;

export const EventNameFilter = z.strictObject({
  prefix: z.array(z.string()).nullable().optional(),
  exclude_prefix: z.array(z.string()).nullable().optional(),
  name: z.array(z.string()).nullable().optional(),
  exclude_name: z.array(z.string()).nullable().optional(),
});
export type EventNameFilter = z.output<typeof EventNameFilter>;

export const EventOccurredFilter = z.strictObject({
  since: Timestamp.optional(),
  until: Timestamp.optional(),
});
export type EventOccurredFilter = z.output<typeof EventOccurredFilter>;

export const EventOrder = z.enum(['ASC', 'DESC']);
export type EventOrder = z.output<typeof EventOrder>;

export const EventRelatedFilter = z.strictObject({
  id: z.array(z.string()).nullable().optional(),
  role: z.array(z.string()).nullable().optional(),
  resources_in_roles: z
    .array(z.tuple([z.string(), z.string()]))
    .nullable()
    .optional(),
  labels: ResourceSpecification.nullable().optional(),
});
export type EventRelatedFilter = z.output<typeof EventRelatedFilter>;

export const EventResourceFilter = z.strictObject({
  id: z.array(z.string()).nullable().optional(),
  id_prefix: z.array(z.string()).nullable().optional(),
  labels: ResourceSpecification.nullable().optional(),
  distinct: z.boolean().default(false),
});
export type EventResourceFilter = z.output<typeof EventResourceFilter>;

export const EventTextFilter = z.strictObject({
  query: z.string().max(200),
});
export type EventTextFilter = z.output<typeof EventTextFilter>;

const parts = z.strictObject({
  occurred: EventOccurredFilter.prefault({}),
  event: EventNameFilter.nullable().optional(),
  resource: EventResourceFilter.nullable().optional(),
  related: z
    .union([EventRelatedFilter, z.array(EventRelatedFilter)])
    .nullable()
    .optional(),
  any_resource: z
    .union([EventAnyResourceFilter, z.array(EventAnyResourceFilter)])
    .nullable()
    .optional(),
  id: EventIDFilter.prefault({}),
  text: EventTextFilter.nullable().optional(),
  order: EventOrder.default('DESC'),
});
export type EventFilter = z.output<typeof parts>;

export const EventFilter = parts.overwrite(withoutEmptyLists);
