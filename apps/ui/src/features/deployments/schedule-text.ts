// deployments: a schedule in words.
import type { DeploymentSchedule } from '@signalbox/contract';
import { durationText } from '../../ui/time-format.ts';

type Schedule = DeploymentSchedule['schedule'];

export interface ScheduleText {
  readonly words: string;
  /** The rule itself, where the words do not say all of it. */
  readonly rule: string | null;
  /** Null where the time zone makes no difference. */
  readonly timezone: string | null;
}

const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d+$/.test(text);
const twoDigits = (text: string): string => text.padStart(2, '0');

/** Words for the commonest rules; the rule itself for all others. */
function cronWords(cron: string): string | null {
  const [minute, hour, day, month, weekday, ...more] = cron.trim().split(/\s+/);
  if (more.length > 0 || day !== '*' || month !== '*' || minute === undefined) return null;
  const everyMinutes = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (hour === '*' && weekday === '*') {
    if (minute === '*') return 'every minute';
    if (everyMinutes !== undefined) return `every ${everyMinutes} minutes`;
    return isNumber(minute) ? `every hour at :${twoDigits(minute)}` : null;
  }
  if (!isNumber(minute) || !isNumber(hour)) return null;
  const time = `${twoDigits(hour)}:${twoDigits(minute)}`;
  if (weekday === '*') return `every day at ${time}`;
  if (weekday === '1-5') return `Monday to Friday at ${time}`;
  return isNumber(weekday) && Number(weekday) <= 7 ? `${WEEKDAYS[Number(weekday)]} at ${time}` : null;
}

const zoneOf = (timezone: string | null): string | null => (timezone === 'UTC' ? null : timezone);

export function scheduleText(schedule: Schedule): ScheduleText {
  if ('cron' in schedule) {
    const words = cronWords(schedule.cron);
    return { words: words ?? 'cron', rule: schedule.cron, timezone: zoneOf(schedule.timezone) };
  }
  if ('interval' in schedule) {
    const whole = durationText(schedule.interval).replace(/ 0 [smh]$/, '');
    return { words: `every ${whole}`, rule: null, timezone: zoneOf(schedule.timezone) };
  }
  return { words: 'recurrence', rule: schedule.rrule, timezone: zoneOf(schedule.timezone) };
}
