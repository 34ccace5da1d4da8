// server: what subscribers are told, and when it ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hub } from '@signalbox/engine';
import { mapped, streamOf } from './stream.ts';

const numbers = () => new Hub<readonly number[]>();

test('a subscriber gets what it wants, from the moment it asked, in order', async () => {
  const hub = numbers();
  const even = streamOf(hub, (value) => (value % 2 === 0 ? value : null), [0]);
  hub.publish([1, 2, 3]);
  hub.publish([4]);
  const got = [await even.next(), await even.next(), await even.next()].map(({ value }) => value);
  assert.deepEqual(got, [0, 2, 4]);
});

test('a stream that is ended while it waits ends at once, and listens no more', async () => {
  const hub = numbers();
  const stream = mapped(
    streamOf(hub, (value) => value),
    async (value) => value,
  );
  const next = stream.next();
  await stream.return();
  assert.equal((await next).done, true);
  assert.equal(hub.hasSubscribers, false);
});

test('a subscriber that reads too slowly is told so, and holds no memory', async () => {
  const hub = numbers();
  const stream = streamOf(hub, (value) => value);
  hub.publish(Array.from({ length: 10_001 }, (_, index) => index));
  assert.equal(hub.hasSubscribers, false);
  await assert.rejects(stream.next(), /reads too slowly/);
  assert.equal((await stream.next()).done, true);
});
