// core: when a schedule falls due.
import type { Timestamp } from '@signalbox/contract';
import { microsecondsOf, timestampFromMicroseconds } from '../time/timestamp.ts';
import { cronExpressionFromText } from './cron-expression.ts';
import { cronWalls } from './cron-walls.ts';
import { intervalInstants } from './interval-instants.ts';
import { recurrenceSetFromText } from './recurrence-set.ts';
import { recurrenceWalls } from './recurrence-walls.ts';
import { isCron, isInterval, type Schedule } from './schedule.ts';
import { instantOf, wallAt } from './time-zone.ts';
import { validateSchedule } from './validate-schedule.ts';

/** Which occurrences to list. */
export interface OccurrenceWindow {
  /** Only occurrences later than this time. */
  readonly after: Timestamp;
  /** Only occurrences at this time or earlier; absent: no bound. */
  readonly before?: Timestamp;
  /** How many at most. */
  readonly limit: number;
}

/** The year 9999 is the last of the wire. */
const END_OF_TIME = Date.UTC(9999, 11, 31) * 1_000;

/** Wall times as instants. A time that occurs twice counts once, the first; one that is skipped is read before the gap. */
function* instantsOf(walls: Iterable<number>, zone: string): Generator<number> {
  for (const wall of walls) yield instantOf(wall, zone, 'earlier');
}

function instantsAfter(schedule: Schedule, after: number): Iterable<number> {
  const zone = schedule.timezone ?? 'UTC';
  if (isInterval(schedule)) {
    const anchor = schedule.anchor_date === undefined ? 0 : microsecondsOf(schedule.anchor_date);
    return intervalInstants({ seconds: schedule.interval, anchor, zone }, after);
  }
  const wall = wallAt(after, zone);
  if (isCron(schedule)) {
    return instantsOf(cronWalls(cronExpressionFromText(schedule.cron), schedule.day_or, wall), zone);
  }
  return instantsOf(recurrenceWalls(recurrenceSetFromText(schedule.rrule), wall), zone);
}

/**
 * The times at which a schedule falls due, in order, each once. Cron and rrule schedules are followed on the clock of
 * their time zone (UTC when there is none); an interval without an anchor counts from 1970. A schedule that never
 * falls due gives an empty list.
 *
 * @throws ScheduleError when the schedule is not valid.
 * @example nextOccurrences({ cron: '0 9 * * *', timezone: 'Europe/Berlin', day_or: true }, { after: now(), limit: 3 })
 */
export function nextOccurrences(schedule: Schedule, window: OccurrenceWindow): Timestamp[] {
  const error = validateSchedule(schedule);
  if (error !== null) throw error;
  const found: Timestamp[] = [];
  if (window.limit <= 0) return found;
  let last = microsecondsOf(window.after);
  const end = window.before === undefined ? END_OF_TIME : microsecondsOf(window.before);
  for (const instant of instantsAfter(schedule, last)) {
    if (instant > end) break;
    if (instant <= last) continue;
    last = instant;
    found.push(timestampFromMicroseconds(instant));
    if (found.length >= window.limit) break;
  }
  return found;
}
