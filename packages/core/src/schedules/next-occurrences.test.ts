// core: what the recording of Prefect does not show: windows, schedules that never fall due, hours that repeat.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Timestamp, timestampFromText } from '@signalbox/contract';
import fc from 'fast-check';
import { timestampFromMicroseconds } from '../time/timestamp.ts';
import { nextOccurrences } from './next-occurrences.ts';
import type { Schedule } from './schedule.ts';
import { ScheduleError } from './schedule-error.ts';

const at = (text: string): Timestamp => {
  const timestamp = timestampFromText(text);
  assert.ok(timestamp);
  return timestamp;
};
const cron = (text: string, timezone: string | null = null): Schedule => ({ cron: text, timezone, day_or: true });
const rrule = (text: string): Schedule => ({ rrule: text, timezone: null });

test('an occurrence at `after` is past, one at `before` still counts', () => {
  const dates = nextOccurrences(cron('@hourly'), {
    after: at('2026-01-01T00:00:00Z'),
    before: at('2026-01-01T02:00:00Z'),
    limit: 10,
  });
  assert.deepEqual(dates, [at('2026-01-01T01:00:00Z'), at('2026-01-01T02:00:00Z')]);
});

test('a limit of 0 asks for nothing', () => {
  assert.deepEqual(nextOccurrences(cron('@hourly'), { after: at('2026-01-01T00:00:00Z'), limit: 0 }), []);
});

test('a call amid the hour that the clock repeats never gives a time that has passed', () => {
  // 02:15 for the second time in Berlin.
  const after = at('2026-10-25T01:15:00Z');
  assert.deepEqual(nextOccurrences(cron('*/30 * * * *', 'Europe/Berlin'), { after, limit: 2 }), [
    at('2026-10-25T02:00:00Z'),
    at('2026-10-25T02:30:00Z'),
  ]);
});

test('an interval without an anchor counts from 1970', () => {
  const schedule = { interval: 7, timezone: null };
  const [first] = nextOccurrences(schedule, { after: at('1970-01-01T00:00:01Z'), limit: 1 });
  assert.equal(first, at('1970-01-01T00:00:07Z'));
});

for (const schedule of [
  cron('0 0 30 2 *'),
  cron('0 0 1 1 * 0 1990'),
  rrule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
  rrule('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
  rrule('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'),
  rrule('FREQ=MINUTELY;BYMONTH=4;BYMONTHDAY=31;BYHOUR=3'),
  rrule('DTSTART:20200101T000000\nRRULE:FREQ=HOURLY;COUNT=3'),
  rrule('DTSTART:20260101T000000\nRRULE:FREQ=DAILY;COUNT=2\nEXRULE:FREQ=DAILY'),
]) {
  test(`${JSON.stringify(schedule)} never falls due and says so within a second`, () => {
    const started = performance.now();
    assert.deepEqual(nextOccurrences(schedule, { after: at('2026-11-23T00:00:00Z'), limit: 5 }), []);
    assert.ok(performance.now() - started < 1_000);
  });
}

test('the hundred-thousandth occurrence of a counted rule is found', () => {
  const schedule = rrule('DTSTART:20200101T000000\nRRULE:FREQ=HOURLY;COUNT=100000');
  const after = timestampFromMicroseconds((Date.UTC(2020, 0, 1) + 99_998 * 3_600_000) * 1_000);
  assert.deepEqual(nextOccurrences(schedule, { after, limit: 5 }), [at('2031-05-29T15:00:00Z')]);
});

test('a broken schedule is refused with its field', () => {
  assert.throws(
    () => nextOccurrences(cron('99 * * * *'), { after: at('2026-01-01T00:00:00Z'), limit: 1 }),
    (error) => error instanceof ScheduleError && error.field === 'cron',
  );
});

test('occurrences rise, lie after `after`, and a shorter list is the start of a longer one', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Africa/Casablanca',
  );
  const schedules = zones.chain((timezone) =>
    fc.oneof(
      fc.constantFrom('*/20 * * * *', '30 1,2 * * *', '15 0 * * 0', '0 0 L * *').map((text) => cron(text, timezone)),
      fc.integer({ min: 60, max: 400_000 }).map((interval): Schedule => ({ interval, timezone })),
      fc
        .constantFrom('FREQ=HOURLY;INTERVAL=5', 'FREQ=DAILY;BYHOUR=0,2', 'FREQ=WEEKLY;BYDAY=SU;BYHOUR=2;BYMINUTE=30')
        .map((text): Schedule => ({ rrule: text, timezone })),
    ),
  );
  const times = fc.integer({ min: Date.UTC(2017, 0, 1), max: Date.UTC(2035, 0, 1) });
  fc.assert(
    fc.property(schedules, times, fc.integer({ min: 1, max: 20 }), (schedule, millis, limit) => {
      const after = timestampFromMicroseconds(millis * 1_000);
      const longer = nextOccurrences(schedule, { after, limit: 20 });
      assert.equal(longer.length, 20);
      assert.deepEqual(nextOccurrences(schedule, { after, limit }), longer.slice(0, limit));
      for (const [place, date] of longer.entries()) assert.ok(date > (longer[place - 1] ?? after));
    }),
    { numRuns: 60 },
  );
});
