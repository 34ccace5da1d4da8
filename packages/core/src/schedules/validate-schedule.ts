// core: whether a schedule can be followed.
import { cronExpressionFromText } from './cron-expression.ts';
import { recurrenceSetFromText } from './recurrence-set.ts';
import { isCron, isInterval, type Schedule } from './schedule.ts';
import { ScheduleError } from './schedule-error.ts';
import { isTimeZone } from './time-zone.ts';

/** The longest interval, 1,000 years, keeps its occurrences within what the wire can say. */
const LONGEST_INTERVAL_SECONDS = 31_557_600_000;

function check(schedule: Schedule): void {
  if (schedule.timezone !== null && !isTimeZone(schedule.timezone)) {
    throw new ScheduleError(
      'timezone',
      `"${schedule.timezone}" is not a known time zone`,
      'Write a name of the IANA database such as Europe/Berlin or UTC',
    );
  }
  if (isCron(schedule)) {
    cronExpressionFromText(schedule.cron);
  } else if (isInterval(schedule)) {
    const isCountable = schedule.interval >= 0.000_001 && schedule.interval <= LONGEST_INTERVAL_SECONDS;
    if (!isCountable) {
      throw new ScheduleError(
        'interval',
        `${schedule.interval} seconds is no interval`,
        'Write a number of seconds above 0, for instance 3600',
      );
    }
  } else {
    recurrenceSetFromText(schedule.rrule);
  }
}

/**
 * What is wrong with a schedule, or null when it can be followed. A schedule that is well formed but never falls due,
 * such as 30 February, is not an error.
 */
export function validateSchedule(schedule: Schedule): ScheduleError | null {
  try {
    check(schedule);
    return null;
  } catch (error) {
    if (error instanceof ScheduleError) return error;
    throw error;
  }
}
