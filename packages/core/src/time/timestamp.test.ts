import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Timestamp, timestampFromText } from '@signalbox/contract';
import fc from 'fast-check';
import {
  addSeconds,
  compareTimestamps,
  dateOf,
  isBefore,
  latest,
  microsecondClock,
  microsecondsOf,
  now,
  secondsBetween,
  timestampFromDate,
  timestampFromMicroseconds,
} from './timestamp.ts';

const at = (text: string): Timestamp => {
  const timestamp = timestampFromText(text);
  assert.ok(timestamp);
  return timestamp;
};

test('a time survives the way to microseconds and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 }), (microseconds) => {
      const timestamp = timestampFromMicroseconds(microseconds);
      assert.equal(timestamp.length, 27);
      assert.equal(microsecondsOf(timestamp), microseconds);
      assert.equal(timestampFromText(timestamp), timestamp);
    }),
  );
});

test('the order of the texts is the order of the times', () => {
  const earlier = at('2026-11-23T04:06:32.123456Z');
  const later = addSeconds(earlier, 0.000001);
  assert.equal(later, '2026-11-23T04:06:32.123457Z');
  assert.ok(isBefore(earlier, later));
  assert.equal(latest(earlier, later), later);
  assert.deepEqual([later, earlier].sort(compareTimestamps), [earlier, later]);
  assert.equal(compareTimestamps(later, later), 0);
});

test('seconds are added and measured across days and before 1970', () => {
  assert.equal(addSeconds(at('2026-12-31T23:59:59.999999Z'), 1), '2027-01-01T00:00:00.999999Z');
  assert.equal(addSeconds(at('1970-01-01T00:00:00Z'), -0.000001), '1969-12-31T23:59:59.999999Z');
  assert.equal(secondsBetween(at('2026-11-23T04:06:32.5Z'), at('2026-11-23T04:06:34Z')), 1.5);
  assert.equal(secondsBetween(at('2026-11-23T04:06:34Z'), at('2026-11-23T04:06:32.5Z')), -1.5);
});

test('a Date keeps its milliseconds', () => {
  const date = new Date('2026-11-23T04:06:32.123Z');
  assert.equal(timestampFromDate(date), '2026-11-23T04:06:32.123000Z');
  assert.deepEqual(dateOf(at('2026-11-23T04:06:32.123999Z')), date);
});

test('a clock rises strictly within one millisecond', () => {
  const clock = microsecondClock(
    () => 1_000,
    () => 5,
  );
  assert.deepEqual(
    [clock(), clock(), clock()],
    ['1970-01-01T00:00:01.000000Z', '1970-01-01T00:00:01.000001Z', '1970-01-01T00:00:01.000002Z'],
  );
});

test('a clock follows the system when it jumps ahead or is set back', () => {
  let wall = 1_000_000;
  const clock = microsecondClock(
    () => wall,
    () => 0,
  );
  clock();
  wall = 2_000_000;
  assert.equal(clock(), '1970-01-01T00:33:20.000000Z');
  wall = 1_500_000;
  assert.equal(clock(), '1970-01-01T00:25:00.000000Z');
});

test('the clock of this machine gives times of the wire', () => {
  const first = now();
  assert.match(first, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  assert.ok(isBefore(first, now()));
});

test('reckoning stops at the first and the last time that can be written', () => {
  const now = '2026-11-23T04:06:32.123456Z' as Timestamp;
  assert.equal(addSeconds(now, 1e300), '9999-12-31T23:59:59.999999Z');
  assert.equal(addSeconds(now, -1e300), '0001-01-01T00:00:00.000000Z');
  assert.equal(addSeconds('9999-12-31T23:59:59.999999Z' as Timestamp, 1), '9999-12-31T23:59:59.999999Z');
});
