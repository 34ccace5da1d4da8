import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scheduleText } from './schedule-text.ts';

const cron = (rule: string) => scheduleText({ cron: rule, timezone: null, day_or: true }).words;

test('common cron rules read as words', () => {
  assert.equal(cron('0 6 * * *'), 'every day at 06:00');
  assert.equal(cron('*/15 * * * *'), 'every 15 minutes');
  assert.equal(cron('5 * * * *'), 'every hour at :05');
  assert.equal(cron('30 9 * * 1-5'), 'Monday to Friday at 09:30');
  assert.equal(cron('0 0 * * 0'), 'Sundays at 00:00');
});

test('other cron rules stay as they are', () => {
  for (const rule of ['0 6 1 * *', '0 6 * 2 *', '0,30 6 * * *', '@daily', '0 6 * * MON', '0 6 * * 9']) {
    assert.deepEqual(scheduleText({ cron: rule, timezone: 'Europe/Berlin', day_or: true }), {
      words: 'cron',
      rule,
      timezone: 'Europe/Berlin',
    });
  }
});

test('an interval reads as a duration, without empty parts', () => {
  const interval = (seconds: number) => scheduleText({ interval: seconds, timezone: 'UTC' }).words;
  assert.deepEqual([30, 900, 3600, 5400, 86_400].map(interval), [
    'every 30 s',
    'every 15 m',
    'every 1 h',
    'every 1 h 30 m',
    'every 1 d',
  ]);
});

test('UTC goes without saying', () => {
  assert.equal(scheduleText({ rrule: 'FREQ=DAILY', timezone: 'UTC' }).timezone, null);
});
