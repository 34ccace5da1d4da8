import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockTime, durationText, exactTime, relativeTime } from './time-format.ts';

const now = new Date('2026-11-23T12:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test('a time reads relative to now, in the largest unit that fits', () => {
  assert.equal(relativeTime(after(-2), now), 'just now');
  assert.equal(relativeTime(after(-30), now), '30 sec. ago');
  assert.equal(relativeTime(after(-119), now), '1 min. ago');
  assert.equal(relativeTime(after(7200), now), 'in 2 hr.');
  assert.equal(relativeTime(after(-90_000), now), '1 day ago');
});

test('an exact time names its zone', () => {
  assert.equal(exactTime(now, 'UTC'), 'Mon, 23 Nov 2026, 12:00:00 UTC');
});

test('the clock shows the day only when it is another day', () => {
  assert.equal(clockTime(after(3600), now, 'UTC'), '13:00');
  assert.equal(clockTime(after(86_400), now, 'UTC'), '24 Nov, 12:00');
});

test('a duration keeps the two largest units', () => {
  assert.deepEqual([-1, 0, 0.34, 1, 9.94, 59.9, 60, 3599, 3600, 86_399, 90_000].map(durationText), [
    '0 s',
    '0 ms',
    '340 ms',
    '1.0 s',
    '9.9 s',
    '59 s',
    '1 m 0 s',
    '59 m 59 s',
    '1 h 0 m',
    '23 h 59 m',
    '1 d 1 h',
  ]);
});
