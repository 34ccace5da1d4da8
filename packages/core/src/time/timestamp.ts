// core: arithmetic on wire times, to the microsecond.
import type { Timestamp } from '@signalbox/contract';

/** How far a clock's running count may part from the system's clock before it is set anew. */
const TOLERATED_DRIFT_MICROSECONDS = 2_000;

/** Microseconds since 1970 of a time: exact for the years 1685 to 2255, within 8 microseconds beyond. */
export function microsecondsOf(timestamp: Timestamp): number {
  return Date.parse(`${timestamp.slice(0, 23)}Z`) * 1_000 + Number(timestamp.slice(23, 26));
}

/** What 27 characters can say. */
const FIRST = '0001-01-01T00:00:00.000000Z' as Timestamp;
const LAST = '9999-12-31T23:59:59.999999Z' as Timestamp;
const FIRST_MILLIS = Date.parse(FIRST);
const LAST_MILLIS = Date.parse(LAST);

/**
 * The time that many microseconds after 1970, as 27 characters in UTC. Beyond the years 1 to 9999 it is the first or the
 * last of them: a client that names an interval of a million years means "never", and must not stop anybody.
 */
export function timestampFromMicroseconds(microseconds: number): Timestamp {
  const whole = Math.round(microseconds);
  const millis = Math.floor(whole / 1_000);
  if (millis > LAST_MILLIS) return LAST;
  if (millis < FIRST_MILLIS) return FIRST;
  const rest = String(whole - millis * 1_000).padStart(3, '0');
  return `${new Date(millis).toISOString().slice(0, -1)}${rest}Z` as Timestamp;
}

/** The time of a Date; its microseconds are zero. */
export function timestampFromDate(date: Date): Timestamp {
  return timestampFromMicroseconds(date.getTime() * 1_000);
}

/** The time as a Date, which forgets the microseconds. */
export function dateOf(timestamp: Timestamp): Date {
  return new Date(Math.floor(microsecondsOf(timestamp) / 1_000));
}

/** The time `seconds` later (earlier when negative); fractions count to the microsecond. */
export function addSeconds(timestamp: Timestamp, seconds: number): Timestamp {
  return timestampFromMicroseconds(microsecondsOf(timestamp) + Math.round(seconds * 1_000_000));
}

/** Seconds from `start` to `end`, negative when `end` is earlier. */
export function secondsBetween(start: Timestamp, end: Timestamp): number {
  return (microsecondsOf(end) - microsecondsOf(start)) / 1_000_000;
}

/** Negative when `left` is earlier, positive when it is later, 0 when equal: the order for `sort`. */
export function compareTimestamps(left: Timestamp, right: Timestamp): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether `left` is earlier than `right`. */
export function isBefore(left: Timestamp, right: Timestamp): boolean {
  return left < right;
}

/** The later of two times. */
export function latest(left: Timestamp, right: Timestamp): Timestamp {
  return left < right ? right : left;
}

/**
 * Makes a clock with microseconds whose readings rise strictly, so that two states of one run never share a time.
 * It follows the system's clock, also when that is set back.
 */
export function microsecondClock(
  wallMillis: () => number = Date.now,
  elapsedMillis: () => number = () => performance.now(),
): () => Timestamp {
  let anchor = wallMillis() * 1_000 - elapsedMillis() * 1_000;
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const wall = wallMillis() * 1_000;
    let reading = Math.round(anchor + elapsedMillis() * 1_000);
    if (Math.abs(reading - wall) > TOLERATED_DRIFT_MICROSECONDS) {
      anchor = wall - elapsedMillis() * 1_000;
      reading = wall;
      if (last - wall > TOLERATED_DRIFT_MICROSECONDS) last = Number.NEGATIVE_INFINITY;
    }
    last = Math.max(reading, last + 1);
    return timestampFromMicroseconds(last);
  };
}

/** The time of this machine, to the microsecond; each call in one process gives a later one. */
export const now: () => Timestamp = microsecondClock();
