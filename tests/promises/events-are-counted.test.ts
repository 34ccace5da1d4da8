// tests: events are counted over time, by name and by resource, as a Prefect 3.8.8 server counts them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';

type Countable = 'day' | 'time' | 'event' | 'resource';

const HAPPENED = [
  ['2026-01-01T12:03:20Z', 'made', 'thing.1', 'One'],
  ['2026-01-01T12:04:59.999999Z', 'made', 'thing.2', null],
  ['2026-01-01T12:11:00Z', 'sold', 'thing.1', 'One'],
  ['2026-01-02T00:00:00Z', 'made', 'thing.1', 'One'],
] as const;

async function counted() {
  const house = await openHouse();
  const body = HAPPENED.map(([occurred, event, id, name]) => ({
    id: randomUUID(),
    occurred,
    event,
    resource: { 'prefect.resource.id': id, ...(name !== null && { 'prefect.resource.name': name }) },
    related: [],
    payload: {},
  }));
  await house.client.events.create({ body });
  const count = (countable: Countable, until: string, more: object = {}) =>
    house.client.events.count_by({
      params: { countable },
      body: {
        filter: { occurred: { since: '2026-01-01T12:01:30Z', until }, event: { name: ['made', 'sold'] } },
        ...more,
      },
    });
  return { house, count, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
}

test('intervals begin with the unit that the filter begins in, and are there without events too', async () => {
  await using given = await counted();
  const minutes = await given.count('time', '2026-01-01T12:15:00Z', { time_unit: 'minute', time_interval: 5 });
  assert.deepEqual(minutes[0], {
    value: '0',
    label: '2026-01-01T12:01:00+00:00',
    count: 2,
    start_time: '2026-01-01T12:01:00.000000Z',
    end_time: '2026-01-01T12:05:59.999999Z',
  });
  assert.deepEqual(
    minutes.map(({ count }) => count),
    [2, 0, 1],
  );
  const days = await given.count('day', '2026-01-02T06:00:00Z');
  assert.deepEqual(
    days.map(({ label, count }) => [label, count]),
    [
      ['2026-01-01T00:00:00+00:00', 3],
      ['2026-01-02T00:00:00+00:00', 1],
    ],
  );
  const weeks = await given.count('time', '2026-01-02T06:00:00Z', { time_unit: 'week' });
  assert.deepEqual(
    weeks.map(({ label, count }) => [label, count]),
    [['2025-12-29T00:00:00+00:00', 4]],
  );
});

test('names and resources are counted, the most frequent first, with their first and last time', async () => {
  await using given = await counted();
  const names = await given.count('event', '2026-01-03T00:00:00Z');
  assert.deepEqual(names[0], {
    value: 'made',
    label: 'made',
    count: 3,
    start_time: '2026-01-01T12:03:20.000000Z',
    end_time: '2026-01-02T00:00:00.000000Z',
  });
  const resources = await given.count('resource', '2026-01-03T00:00:00Z');
  assert.deepEqual(
    resources.map(({ value, label, count }) => [value, label, count]),
    [
      ['thing.1', 'One', 3],
      ['thing.2', 'thing.2', 1],
    ],
  );
});

test('more intervals than anybody can look at are refused with the mend', async () => {
  await using given = await counted();
  const seconds = given.count('time', '2026-01-01T13:00:00Z', { time_unit: 'second' });
  await assert.rejects(seconds, /at most 1000 are counted: choose longer ones/);
});
