// tests: who follows events or logs gets each one once, also when the line breaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createClient,
  eventEmitter,
  ServerUnreachableError,
  SubscriptionRefusedError,
  subscribeEvents,
  subscribeLogs,
} from '@signalbox/client';
import { type House, openHouse } from '@signalbox/testkit';
import { cuttableLine } from './cuttable-line.ts';

const emit = async (house: House, ...names: string[]) => {
  const emitter = eventEmitter(house.client);
  for (const event of names) {
    emitter.emit({
      id: crypto.randomUUID(),
      occurred: house.now(),
      event,
      resource: { 'prefect.resource.id': 'test.stream' },
    });
  }
  await emitter.flush();
};

const log = (house: House, ...messages: string[]) =>
  house.client.logs.create({
    body: messages.map((message) => ({ name: 'test', level: 20, message, timestamp: house.now() })),
  });

/** The next so many of the stream, without ending it. */
async function take<Item>(stream: AsyncGenerator<Item, void, undefined>, count: number): Promise<Item[]> {
  const items: Item[] = [];
  while (items.length < count) {
    const { value, done } = await stream.next();
    if (done === true) break;
    items.push(value);
  }
  return items;
}

test('events are given from the past and from now on, and those of a broken line afterwards', async () => {
  await using house = await openHouse();
  await using line = await cuttableLine(house.api_url);
  const client = createClient({ api_url: line.api_url });
  await emit(house, 'stream.one');
  const events = subscribeEvents(client, { resource: { id: ['test.stream'] } }, { backfill: true });
  const [one] = await take(events, 1);
  const next = take(events, 2);
  await emit(house, 'stream.two');
  line.cut();
  await emit(house, 'stream.three');
  const names = [one, ...(await next)].map((event) => event?.event);
  await events.return();
  assert.deepEqual(names, ['stream.one', 'stream.two', 'stream.three']);
  assert.ok(line.connections() >= 2);
});

test('the past is given from the time that the filter names, if that is later than a quarter of an hour ago', async () => {
  await using house = await openHouse();
  await emit(house, 'stream.one');
  await house.advance(60);
  const since = house.now();
  await emit(house, 'stream.two');
  const events = subscribeEvents(house.client, { occurred: { since } }, { backfill: true });
  const [first] = await take(events, 1);
  await events.return();
  assert.equal(first?.event, 'stream.two');
});

test('log lines are given from the past and from now on, and those of a broken line afterwards', async () => {
  await using house = await openHouse();
  await using line = await cuttableLine(house.api_url);
  const client = createClient({ api_url: line.api_url });
  await log(house, 'one', 'two');
  const logs = subscribeLogs(client, {}, { backfill: true });
  const first = await take(logs, 2);
  const next = take(logs, 2);
  await log(house, 'three');
  line.cut();
  await log(house, 'four');
  const messages = [...first, ...(await next)].map(({ message }) => message);
  await logs.return();
  assert.deepEqual(messages, ['one', 'two', 'three', 'four']);
});

test('a subscription to a server that is not there, or that refuses us, ends with an error', async () => {
  const nobody = createClient({ api_url: 'http://127.0.0.1:1/api' });
  await assert.rejects(take(subscribeEvents(nobody), 1), ServerUnreachableError);
  await using house = await openHouse({ auth_string: 'admin:right' });
  const stranger = createClient({ api_url: house.api_url, auth_string: 'admin:wrong' });
  await assert.rejects(take(subscribeEvents(stranger), 1), SubscriptionRefusedError);
});

test('a filter with empty lists, as Prefect sends it, leaves nothing out of the stream, the list and the counts', async () => {
  await using house = await openHouse();
  const filter = {
    id: { id: [] },
    event: { name: [], prefix: ['stream.'] },
    resource: { id: [] },
    related: { role: [] },
    any_resource: [],
  };
  await emit(house, 'stream.one');
  const events = subscribeEvents(house.client, filter, { backfill: true });
  const first = await take(events, 1);
  const next = take(events, 1);
  await emit(house, 'stream.two');
  const names = [...first, ...(await next)].map(({ event }) => event);
  await events.return();
  assert.deepEqual(names, ['stream.one', 'stream.two']);
  assert.equal((await house.client.events.filter({ body: { filter } })).total, 2);
  const counts = await house.client.events.count_by({ params: { countable: 'event' }, body: { filter } });
  assert.deepEqual(counts.map(({ count }) => count).sort(), [1, 1]);
});
