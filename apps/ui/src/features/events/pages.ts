// events: pages by the time of the last event that is known, so that a page far back costs what the first one does.
import type { EventPage, ReceivedEvent } from '@signalbox/contract';
import { type EventsPage, unknownOf } from './event-list.ts';
import type { EventRequest } from './filter.ts';

const PAGE_SIZE = 50;

/** What of the client is asked. */
export interface EventRoutes {
  filter(
    input: { body: { filter: EventRequest; limit: number } },
    options: { signal?: AbortSignal },
  ): Promise<EventPage>;
  filter_next(input: { query: { 'page-token': string } }): Promise<EventPage>;
}

export async function newestEvents(
  routes: EventRoutes,
  request: EventRequest,
  signal?: AbortSignal,
): Promise<EventsPage> {
  const options = signal ? { signal } : {};
  const page = await routes.filter({ body: { filter: request, limit: PAGE_SIZE } }, options);
  return { events: page.events, total: page.total, hasOlder: page.next_page !== null };
}

const tokenOf = (address: string): string => new URL(address, 'http://any').searchParams.get('page-token') ?? '';

/** The next page after the events that are known, which may all have occurred at one time. */
export async function olderEvents(
  routes: EventRoutes,
  request: EventRequest,
  known: readonly ReceivedEvent[],
): Promise<EventsPage> {
  const until = known.at(-1)?.occurred;
  const occurred = { ...request.occurred, ...(until === undefined ? {} : { until }) };
  let page = await routes.filter({ body: { filter: { ...request, occurred }, limit: PAGE_SIZE } }, {});
  let events = unknownOf(known, page.events);
  while (events.length === 0 && page.next_page !== null) {
    page = await routes.filter_next({ query: { 'page-token': tokenOf(page.next_page) } });
    events = unknownOf(known, page.events);
  }
  return { events, total: page.total, hasOlder: page.next_page !== null };
}
