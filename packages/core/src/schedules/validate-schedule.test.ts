// core: every kind of broken schedule is named with its field and its mend.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Schedule } from './schedule.ts';
import { ScheduleError } from './schedule-error.ts';
import { validateSchedule } from './validate-schedule.ts';

const cron = (text: string): Schedule => ({ cron: text, timezone: null, day_or: true });
const rrule = (text: string): Schedule => ({ rrule: text, timezone: null });

const broken: [Schedule, string, RegExp][] = [
  [cron('60 * * * *'), 'cron', /"60" in the field "minute" is outside 0-59/],
  [cron('0 24 * * *'), 'cron', /"hour"/],
  [cron('0 0 0 * *'), 'cron', /"day of month"/],
  [cron('0 0 * foo *'), 'cron', /"foo" in the field "month" is not a value.*jan-dec/],
  [cron('0 0 * * 5L'), 'cron', /"day of week"/],
  [cron('0 0 * * 5#6'), 'cron', /"day of week"/],
  [cron('0 0 * * 5#3,2'), 'cron', /mixes plain weekdays/],
  [cron('*/0 * * * *'), 'cron', /step of 0/],
  [cron('1,,2 * * * *'), 'cron', /cannot be read/],
  [cron('*-5 * * * *'), 'cron', /cannot be read/],
  [cron('? * * * *'), 'cron', /"minute"/],
  [cron('0 0 1 1 * 0 2200'), 'cron', /"year" is outside 1970-2099/],
  [cron('0 0 * *'), 'cron', /has 4 fields.*five/],
  [cron(''), 'cron', /has 0 fields/],
  [cron('@reboot'), 'cron', /not an alias.*@daily/],
  [{ cron: '@daily', timezone: 'Europe/Berln', day_or: true }, 'timezone', /"Europe\/Berln".*Europe\/Berlin/],
  [{ interval: 0, timezone: null }, 'interval', /above 0/],
  [{ interval: -5, timezone: null }, 'interval', /above 0/],
  [{ interval: Number.NaN, timezone: null }, 'interval', /above 0/],
  [{ interval: 1, timezone: '' }, 'timezone', /not a known/],
  [rrule(''), 'rrule', /empty/],
  [rrule('nonsense'), 'rrule', /"NONSENSE" has no value/],
  [rrule('FREQ=FOO'), 'rrule', /FREQ=FOO.*DAILY/],
  [rrule('BYDAY=MO'), 'rrule', /no FREQ/],
  [rrule('FREQ=DAILY;FOO=1'), 'rrule', /"FOO" is not a part/],
  [rrule('FREQ=DAILY;BYHOUR=25'), 'rrule', /BYHOUR=25.*0 to 23/],
  [rrule('FREQ=DAILY;BYMONTHDAY=0'), 'rrule', /BYMONTHDAY=0/],
  [rrule('FREQ=DAILY;BYDAY=XX'), 'rrule', /BYDAY=XX/],
  [rrule('FREQ=DAILY;WKST=XX'), 'rrule', /WKST=XX/],
  [rrule('FREQ=DAILY;INTERVAL=0'), 'rrule', /INTERVAL=0.*from 1/],
  [rrule('FREQ=DAILY;COUNT=1,2'), 'rrule', /COUNT=1,2/],
  [rrule('FREQ=DAILY;UNTIL=20269999'), 'rrule', /UNTIL "20269999" is not a time/],
  [rrule('FREQ=DAILY;UNTIL=20260101T000000Z'), 'rrule', /Write UNTIL=20260101T000000\./],
  [rrule('DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY;UNTIL=20260102T000000'), 'rrule', /Write UNTIL=20260102T000000Z/],
  [rrule('DTSTART:garbage\nRRULE:FREQ=DAILY'), 'rrule', /DTSTART "GARBAGE"/],
  [rrule('DTSTART:20260101T000000'), 'rrule', /no RRULE/],
  [rrule('FOO:BAR\nRRULE:FREQ=DAILY'), 'rrule', /"FOO" is not a property/],
  [rrule(`FREQ=DAILY;BYHOUR=${'1,'.repeat(4_000)}1`), 'rrule', /characters/],
];

for (const [schedule, field, message] of broken) {
  test(`${JSON.stringify(schedule).slice(0, 80)} is refused`, () => {
    const error = validateSchedule(schedule);
    assert.ok(error instanceof ScheduleError);
    assert.equal(error.field, field);
    assert.match(error.message, message);
    assert.ok(error.message.startsWith(`${field}: `));
  });
}

test('schedules that can be followed pass, even when they never fall due', () => {
  for (const schedule of [cron('0 0 30 2 *'), cron('0 0 L * fri#1,L2'), rrule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')]) {
    assert.equal(validateSchedule(schedule), null);
  }
});
