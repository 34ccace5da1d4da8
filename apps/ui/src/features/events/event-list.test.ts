import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReceivedEvent } from '@signalbox/contract';
import { EMPTY_LIST, type EventList, MOST_EVENTS, nextEventList } from './event-list.ts';

/** So many events, the last one of that number; newest first. */
const events = (last: number, count: number): ReceivedEvent[] =>
  Array.from({ length: count }, (_, index) => {
    const occurred = new Date((last - index) * 1000).toISOString();
    return ReceivedEvent.parse({
      id: `00000000-0000-4000-8000-${String(last - index).padStart(12, '0')}`,
      occurred,
      received: occurred,
      event: `event ${last - index}`,
      resource: { 'prefect.resource.id': 'r' },
    });
  });

const names = (list: EventList) => list.events.map(({ event }) => event);
const FIRST = nextEventList(EMPTY_LIST, { type: 'newest', events: events(100, 50), total: 80, hasOlder: true });

test('what happens stands at the top, each once and in order of time', () => {
  const list = nextEventList(FIRST, {
    type: 'live',
    events: [...events(101, 2), ...events(103, 1), ...events(102, 1)],
  });
  assert.deepEqual(names(list).slice(0, 4), ['event 103', 'event 102', 'event 101', 'event 100']);
  assert.deepEqual([list.events.length, list.total], [53, 83]);
});

test('a paused list only counts what happens', () => {
  const paused = nextEventList(FIRST, { type: 'pause' });
  const list = nextEventList(paused, { type: 'live', events: events(102, 2) });
  assert.deepEqual([list.events, list.waiting, list.total], [FIRST.events, 2, 82]);
  const resumed = nextEventList(nextEventList(list, { type: 'resume' }), {
    type: 'newest',
    events: events(102, 50),
    total: 82,
    hasOlder: true,
  });
  assert.deepEqual([resumed.isPaused, resumed.waiting, resumed.events.length], [false, 0, 52]);
});

test('after a long pause the list begins anew, without a hidden gap', () => {
  const list = nextEventList(FIRST, { type: 'newest', events: events(400, 50), total: 400, hasOlder: true });
  assert.deepEqual([list.events.length, names(list)[49], list.hasOlder], [50, 'event 351', true]);
});

test('who reads far back keeps what he reads and is paused', () => {
  let list = nextEventList(EMPTY_LIST, { type: 'newest', events: events(2_000, 50), total: 2_000, hasOlder: true });
  for (let last = 1_950; !list.isPaused; last -= 50)
    list = nextEventList(list, { type: 'older', events: events(last, 50), total: 2_000, hasOlder: true });
  assert.deepEqual([list.events.length, names(list)[0], names(list).at(-1)], [MOST_EVENTS, 'event 1950', 'event 951']);
});

test('a long live list loses its oldest, which can be asked for again', () => {
  const list = nextEventList({ ...FIRST, hasOlder: false }, { type: 'live', events: events(1_100, MOST_EVENTS) });
  assert.deepEqual([list.events.length, names(list).at(-1), list.hasOlder], [MOST_EVENTS, 'event 101', true]);
});
