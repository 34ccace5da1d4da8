import { z } from 'zod';

export const ConcurrencyLimitStrategy = z.enum(['ENQUEUE', 'CANCEL_NEW']);
export type ConcurrencyLimitStrategy = z.output<typeof ConcurrencyLimitStrategy>;

export const ConcurrencyOptions = z.object({
  collision_strategy: ConcurrencyLimitStrategy,
  grace_period_seconds: z.int().min(60).max(86400).nullable().default(null),
});
export type ConcurrencyOptions = z.output<typeof ConcurrencyOptions>;
