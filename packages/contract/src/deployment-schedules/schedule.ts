import { z } from 'zod';
import { Timestamp } from '../scalars.ts';

export const CronSchedule = z.strictObject({
  cron: z.string(),
  timezone: z.string().nullable().default(null),
  day_or: z.boolean().default(true),
});
export type CronSchedule = z.output<typeof CronSchedule>;

export const IntervalSchedule = z.strictObject({
  interval: z.number(),
  anchor_date: Timestamp.optional(),
  timezone: z.string().nullable().default(null),
});
export type IntervalSchedule = z.output<typeof IntervalSchedule>;

export const RRuleSchedule = z.strictObject({
  rrule: z.string(),
  timezone: z.string().nullable().default('UTC'),
});
export type RRuleSchedule = z.output<typeof RRuleSchedule>;
