import { z } from 'zod';
import { ConcurrencyLimitId, Timestamp, Uuid } from '../scalars.ts';

/** A limit on the task runs of a tag: another view of the concurrency limit whose name is `tag:` and the tag. */
export const ConcurrencyLimit = z.object({
  id: ConcurrencyLimitId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  tag: z.string(),
  concurrency_limit: z.int(),
  /** The task runs that hold a slot, one entry a slot. */
  active_slots: z.array(Uuid).default([]),
});
export type ConcurrencyLimit = z.output<typeof ConcurrencyLimit>;

export const ConcurrencyLimitCreate = z.strictObject({
  tag: z.string(),
  concurrency_limit: z.int(),
});
export type ConcurrencyLimitCreate = z.output<typeof ConcurrencyLimitCreate>;
