// engine: how far ahead schedules have runs, as on a Prefect server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CronSchedule, IntervalSchedule, Timestamp } from '@signalbox/contract';
import { addSeconds, secondsBetween } from '@signalbox/core';
import { defaultSettings } from '../settings/engine-settings.ts';
import { horizonAt, nextTurn, timesAhead } from './times-ahead.ts';

const NOW = Timestamp.parse('2026-11-23T05:31:26.000000Z');
const every = (interval: number, max_scheduled_runs: number | null = null) => ({
  schedule: IntervalSchedule.parse({ interval, anchor_date: addSeconds(NOW, -3) }),
  max_scheduled_runs,
});
const cron = (text: string) => ({ schedule: CronSchedule.parse({ cron: text }), max_scheduled_runs: null });
const horizon = horizonAt(NOW, defaultSettings);
const ahead = (schedule: Parameters<typeof timesAhead>[0]) => timesAhead(schedule, horizon);
const turnIn = (schedule: Parameters<typeof timesAhead>[0]) =>
  secondsBetween(NOW, nextTurn(schedule, horizon, ahead(schedule), defaultSettings.scheduler_min_ahead_seconds));

test('a daily schedule has three runs', () => {
  assert.deepEqual(
    ahead(cron('0 0 * * *')).map((time) => time.slice(0, 10)),
    ['2026-11-24', '2026-11-25', '2026-11-26'],
  );
});

test('a schedule of every minute has runs up to the first after an hour', () => {
  const times = ahead(every(60));
  assert.equal(times.length, 61);
  assert.ok(secondsBetween(NOW, times.at(-1) ?? NOW) >= 3_600);
});

test('a schedule of every second has a hundred', () => assert.equal(ahead(every(1)).length, 100));

test('a yearly schedule has the one run within a hundred days', () => {
  assert.deepEqual(ahead(cron('0 0 1 1 *')), ['2027-01-01T00:00:00.000000Z']);
});

test('a schedule has no more runs than it asks for', () => assert.equal(ahead(every(60, 2)).length, 2));

test('the next run is made when the first of few starts, or an hour is no longer covered', () => {
  assert.equal(turnIn(cron('0 0 * * *')), 66_514);
  assert.equal(turnIn(every(60)), 57);
  assert.equal(turnIn(every(60, 2)), 57);
});

test('many runs are used up by half before more are made', () => assert.equal(turnIn(every(1)), 50));

test('a schedule without times is looked at again after a day', () => assert.equal(turnIn(cron('0 0 30 2 *')), 86_400));
