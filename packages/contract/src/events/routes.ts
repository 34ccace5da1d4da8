import { z } from 'zod';
import { route } from '../route.ts';
import { Countable, EventCount, TimeUnit } from './count.ts';
import { Event, EventPage } from './event.ts';
import { EventFilter } from './filter.ts';

export const events = {
  create: route({
    id: 'events.create',
    method: 'POST',
    path: '/events',
    body: z.array(Event),
    responses: { 204: null },
  }),
  filter: route({
    id: 'events.filter',
    method: 'POST',
    path: '/events/filter',
    body: z
      .object({
        filter: EventFilter.nullable().optional(),
        limit: z.int().min(0).max(50).default(50),
      })
      .prefault({}),
    responses: { 200: EventPage },
  }),
  filter_next: route({
    id: 'events.filter_next',
    method: 'GET',
    path: '/events/filter/next',
    query: z.object({ 'page-token': z.string() }),
    responses: { 200: EventPage },
  }),
  count_by: route({
    id: 'events.count_by',
    method: 'POST',
    path: '/events/count-by/{countable}',
    params: z.object({ countable: Countable }),
    body: z.object({
      filter: EventFilter,
      time_unit: TimeUnit.default('day'),
      time_interval: z.number().min(0.01).default(1),
    }),
    responses: { 200: z.array(EventCount) },
  }),
};
