import { z } from 'zod';
import { Timestamp } from '../scalars.ts';

/** What events are counted by. */
export const Countable = z.enum(['day', 'time', 'event', 'resource']);
export type Countable = z.output<typeof Countable>;

export const TimeUnit = z.enum(['week', 'day', 'hour', 'minute', 'second']);
export type TimeUnit = z.output<typeof TimeUnit>;

export const EventCount = z.object({
  /** The number of the interval from 0, the name of the event, or the id of the resource. */
  value: z.string(),
  /** For people: the start of the interval, the name of the event or of the resource. */
  label: z.string(),
  count: z.int(),
  start_time: Timestamp,
  end_time: Timestamp,
});
export type EventCount = z.output<typeof EventCount>;
