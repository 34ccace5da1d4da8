// core: the instants of an interval schedule.
import { instantOf, wallAt } from './time-zone.ts';

const MICROSECONDS = 1_000_000;
const DAY_SECONDS = 86_400;

/** One interval, its anchor and its clock; times in microseconds since 1970. */
export interface Interval {
  /** Seconds, above 0. */
  readonly seconds: number;
  readonly anchor: number;
  readonly zone: string;
}

/**
 * The instants later than `after`, without end. Intervals shorter than a day count elapsed time; a day and longer are
 * steps of the zone's clock, so that a daily schedule keeps its local time across a daylight-saving change. The steps
 * set out from the last whole number of intervals since the anchor in elapsed time: Prefect's rule.
 */
export function* intervalInstants(interval: Interval, after: number): Generator<number> {
  const step = Math.round(interval.seconds * MICROSECONDS);
  let instant = interval.anchor + Math.floor((after + 1 - interval.anchor) / step) * step;
  const stepsOnClock = interval.seconds >= DAY_SECONDS && interval.zone !== 'UTC';
  while (true) {
    if (instant > after) yield instant;
    instant = stepsOnClock ? instantOf(wallAt(instant, interval.zone) + step, interval.zone, 'later') : instant + step;
  }
}
