// engine: events counted over time, by name or by resource.
import {
  ApiError,
  type Countable,
  type EventCount,
  type EventFilter,
  type Timestamp,
  type TimeUnit,
} from '@signalbox/contract';
import { addSeconds, dateOf, secondsBetween, timestampFromDate } from '@signalbox/core';
import { countEventsByGroup, countEventsByInterval } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Most intervals in one answer. */
const INTERVALS_AT_MOST = 1_000;

/** How far events are looked for when the filter names no time: 180 days, as on a Prefect server. */
const SECONDS_BACK = 180 * 86_400;

const UNIT_SECONDS: { readonly [Unit in TimeUnit]: number } = {
  week: 7 * 86_400,
  day: 86_400,
  hour: 3_600,
  minute: 60,
  second: 1,
};

/** 1970 began on a Thursday, a week begins on Monday. */
const FIRST_MONDAY_SECONDS = 4 * 86_400;
const MICROSECOND = 0.000_001;

export interface CountRequest {
  readonly filter: EventFilter;
  readonly time_unit: TimeUnit;
  /** Units in an interval. */
  readonly time_interval: number;
}

/** @throws ApiError `unprocessable` for more than 1,000 intervals */
export async function countEventsBy(
  engine: Engine,
  countable: Countable,
  { filter, ...request }: CountRequest,
): Promise<EventCount[]> {
  const { time_unit, time_interval } = countable === 'day' ? { time_unit: 'day' as const, time_interval: 1 } : request;
  const now = engine.clock();
  const start = floorTo(time_unit, filter.occurred.since ?? addSeconds(now, -SECONDS_BACK));
  const interval_seconds = UNIT_SECONDS[time_unit] * time_interval;
  const until = filter.occurred.until ?? now;
  const intervals = Math.max(0, Math.ceil(secondsBetween(start, until) / interval_seconds));
  if (intervals > INTERVALS_AT_MOST) {
    throw new ApiError(
      'unprocessable',
      `That makes ${intervals} intervals; at most ${INTERVALS_AT_MOST} are counted: choose longer ones, or a shorter time.`,
    );
  }
  if (countable === 'event' || countable === 'resource') {
    const groups = await countEventsByGroup(engine.store.read, filter, countable);
    return groups.map(({ first, last, ...group }) => ({ ...group, start_time: first, end_time: last }));
  }
  const counts = await countEventsByInterval(engine.store.read, { filter, start, interval_seconds });
  return Array.from({ length: intervals }, (_, index) => {
    const start_time = addSeconds(start, index * interval_seconds);
    return {
      value: String(index),
      label: start_time.replace(/(\.000000)?Z$/, '+00:00'),
      count: counts.get(index) ?? 0,
      start_time,
      end_time: addSeconds(start_time, interval_seconds - MICROSECOND),
    };
  });
}

/** The start of the unit that the time lies in, in UTC. */
function floorTo(unit: TimeUnit, time: Timestamp): Timestamp {
  const shift = unit === 'week' ? FIRST_MONDAY_SECONDS : 0;
  const seconds = Math.floor(dateOf(time).getTime() / 1_000) - shift;
  const length = UNIT_SECONDS[unit];
  return timestampFromDate(new Date((Math.floor(seconds / length) * length + shift) * 1_000));
}
