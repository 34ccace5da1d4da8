// core: the wall times that a cron expression names, in order.
import type { CronExpression } from './cron-expression.ts';
import type { WallMicroseconds } from './time-zone.ts';

const SECOND = 1_000_000;
const DAY_MILLIS = 86_400_000;

/** An expression that names no time for so many years names none at all. */
const YEARS_WITHOUT_MATCH = 50;

function isPlaced(day: Date, daysInMonth: number, cron: CronExpression): boolean {
  const date = day.getUTCDate();
  return cron.placedDaysOfWeek.some(
    (placed) =>
      placed.day === day.getUTCDay() &&
      (placed.place === 0 ? date + 7 > daysInMonth : Math.ceil(date / 7) === placed.place),
  );
}

/**
 * Whether the expression names the day. With `dayOr`, a day of month and a day of week that are both given are
 * alternatives; else both must hold. A weekday at a place in the month stands alone with `dayOr`, as in Prefect.
 */
function namesDay(day: Date, cron: CronExpression, dayOr: boolean): boolean {
  const daysInMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  const ofMonth = cron.daysOfMonth.has(day.getUTCDate()) || (cron.lastDayOfMonth && day.getUTCDate() === daysInMonth);
  if (cron.placedDaysOfWeek.length > 0) {
    return isPlaced(day, daysInMonth, cron) && (dayOr || ofMonth);
  }
  const ofWeek = cron.daysOfWeek.has(day.getUTCDay());
  const areAlternatives = dayOr && !cron.anyDayOfMonth && !cron.anyDayOfWeek;
  return areAlternatives ? ofMonth || ofWeek : ofMonth && ofWeek;
}

function* wallsOfDay(day: Date, cron: CronExpression, after: WallMicroseconds): Generator<WallMicroseconds> {
  const midnight = day.getTime() * 1_000;
  for (const hour of cron.hours) {
    if (midnight + (hour + 1) * 3_600 * SECOND <= after) continue;
    for (const minute of cron.minutes) {
      for (const second of cron.seconds) {
        const wall = midnight + ((hour * 60 + minute) * 60 + second) * SECOND;
        if (wall > after) yield wall;
      }
    }
  }
}

/** The named wall times later than `after`; ends when there is none for 50 years. */
export function* cronWalls(cron: CronExpression, dayOr: boolean, after: WallMicroseconds): Generator<WallMicroseconds> {
  let day = new Date(Math.floor(after / 1_000 / DAY_MILLIS) * DAY_MILLIS);
  let lastYear = day.getUTCFullYear() + YEARS_WITHOUT_MATCH;
  while (day.getUTCFullYear() <= lastYear) {
    const year = day.getUTCFullYear();
    const isYear = cron.years === null || cron.years.has(year);
    if (!isYear) {
      day = new Date(Date.UTC(year + 1, 0, 1));
    } else if (!cron.months.has(day.getUTCMonth() + 1)) {
      day = new Date(Date.UTC(year, day.getUTCMonth() + 1, 1));
    } else {
      if (namesDay(day, cron, dayOr)) {
        lastYear = year + YEARS_WITHOUT_MATCH;
        yield* wallsOfDay(day, cron, after);
      }
      day = new Date(day.getTime() + DAY_MILLIS);
    }
  }
}
