import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationText, relativeTime } from './time.ts';

test('a duration is written in its largest unit', () => {
  assert.deepEqual([0.0123, 1.04, 59, 60, 3599, 3600, 200_000].map(durationText), [
    '12ms',
    '1.0s',
    '59s',
    '1m',
    '59m',
    '1h',
    '2d',
  ]);
});

test('a time is written from now on, before or after it', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  assert.equal(relativeTime('2026-11-23T11:58:00.000000Z', now), '2m ago');
  assert.equal(relativeTime('2026-11-23T14:00:00.000000Z', now), 'in 2h');
  assert.equal(relativeTime('2026-11-23T12:00:00.500000Z', now), 'now');
  assert.equal(relativeTime(null, now), '–');
});
