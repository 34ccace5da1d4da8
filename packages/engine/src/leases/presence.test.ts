// engine: an absence is noticed by whoever looks first, once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Presence } from './presence.ts';

test('the first look after an absence notices it, and no other', () => {
  let now = 1_000;
  const presence = new Presence(() => now);
  using _watch = presence.watch(() => {});
  now += 1_500;
  assert.equal(presence.gapSeconds(), 0);
  now += 60_000;
  assert.deepEqual([presence.gapSeconds(), presence.gapSeconds()], [60, 0]);
});

test('a clock that is set back is noticed, too', () => {
  let now = 10_000_000;
  const presence = new Presence(() => now);
  using _watch = presence.watch(() => {});
  now -= 3_600_000;
  assert.deepEqual([presence.gapSeconds(), presence.gapSeconds()], [-3_600, 0]);
});

test('a gap says nothing while nobody ticks', () => {
  let now = 0;
  const presence = new Presence(() => now);
  presence.watch(() => {})[Symbol.dispose]();
  now += 60_000;
  assert.equal(presence.gapSeconds(), 0);
});
