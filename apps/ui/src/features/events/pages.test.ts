import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventPage, ReceivedEvent } from '@signalbox/contract';
import { NO_FILTER, requestFromFilter } from './filter.ts';
import { type EventRoutes, newestEvents, olderEvents } from './pages.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

/** A server with one event for each of the seconds before now, as the contract's routes answer. */
function serverWith(seconds: readonly number[]): EventRoutes & { asked: string[] } {
  const events = seconds.map((ago, index) => {
    const occurred = new Date(NOW - ago * 1000).toISOString();
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return ReceivedEvent.parse({ id, occurred, received: occurred, event: 'e', resource: {} });
  });
  const asked: string[] = [];
  const answer = (until: string, limit: number, offset: number): EventPage => {
    const found = events.filter(({ occurred }) => occurred <= until);
    const next = offset + limit < found.length ? JSON.stringify({ until, limit, offset: offset + limit }) : null;
    return {
      events: found.slice(offset, offset + limit),
      total: found.length,
      next_page: next === null ? null : `http://host/api/events/filter/next?page-token=${encodeURIComponent(next)}`,
    };
  };
  return {
    asked,
    filter: async ({ body }) => {
      asked.push('filter');
      return answer(body.filter.occurred.until ?? new Date(NOW).toISOString(), body.limit, 0);
    },
    filter_next: async ({ query }) => {
      asked.push('filter_next');
      const { until, limit, offset } = JSON.parse(query['page-token']);
      return answer(until, limit, offset);
    },
  };
}

async function allEvents(server: EventRoutes): Promise<ReceivedEvent[]> {
  const request = requestFromFilter(NO_FILTER, NOW);
  let page = await newestEvents(server, request);
  let events = [...page.events];
  while (page.hasOlder) {
    page = await olderEvents(server, request, events);
    assert.ok(page.events.length > 0 || !page.hasOlder, 'a page without an event must be the last');
    events = [...events, ...page.events];
  }
  return events;
}

test('pages begin at the time of the last event that is known', async () => {
  const server = serverWith(Array.from({ length: 130 }, (_, index) => index));
  assert.equal(new Set((await allEvents(server)).map(({ id }) => id)).size, 130);
  assert.ok(!server.asked.includes('filter_next'));
});

test('more events of one moment than a page holds are reached too', async () => {
  const events = await allEvents(serverWith([0, ...Array.from({ length: 180 }, () => 5), 9]));
  assert.equal(new Set(events.map(({ id }) => id)).size, 182);
});

test('a list without events has no older ones', async () => {
  assert.deepEqual(await newestEvents(serverWith([]), requestFromFilter(NO_FILTER, NOW)), {
    events: [],
    total: 0,
    hasOlder: false,
  });
});
