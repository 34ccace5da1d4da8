import { z } from 'zod';
import { Timestamp, WorkPoolId, WorkQueueId } from '../scalars.ts';
import { QueueFilter } from './queue-filter.ts';

export const WorkQueue = z.object({
  id: WorkQueueId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string().regex(/^[^/%&><]+$/),
  description: z.string().nullable().default(''),
  is_paused: z.boolean().default(false),
  concurrency_limit: z.int().min(0).nullable().default(null),
  priority: z.int().gt(0).default(1),
  work_pool_id: WorkPoolId.nullable().default(null),
  filter: QueueFilter.nullable().default(null),
  last_polled: Timestamp.nullable().default(null),
});
export type WorkQueue = z.output<typeof WorkQueue>;

export const WorkQueueCreate = z.strictObject({
  name: z.string().regex(/^[^/%&><]+$/),
  description: z.string().nullable().default(''),
  is_paused: z.boolean().default(false),
  concurrency_limit: z.int().min(0).nullable().default(null),
  priority: z.int().gt(0).nullable().default(null),
  filter: QueueFilter.nullable().default(null),
});
export type WorkQueueCreate = z.output<typeof WorkQueueCreate>;

export const WorkQueueHealthPolicy = z.object({
  maximum_late_runs: z.int().nullable().default(0),
  maximum_seconds_since_last_polled: z.int().nullable().default(60),
});
export type WorkQueueHealthPolicy = z.output<typeof WorkQueueHealthPolicy>;

export const WorkQueueStatus = z.enum(['READY', 'NOT_READY', 'PAUSED']);
export type WorkQueueStatus = z.output<typeof WorkQueueStatus>;

export const WorkQueueResponse = z.object({
  id: WorkQueueId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string().regex(/^[^/%&><]+$/),
  description: z.string().nullable().default(''),
  is_paused: z.boolean().default(false),
  concurrency_limit: z.int().min(0).nullable().default(null),
  priority: z.int().gt(0).default(1),
  work_pool_id: WorkPoolId.nullable().default(null),
  filter: QueueFilter.nullable().default(null),
  last_polled: Timestamp.nullable().default(null),
  work_pool_name: z.string().nullable().default(null),
  status: WorkQueueStatus.nullable().default(null),
  active_slots: z.int().nullable().default(null),
});
export type WorkQueueResponse = z.output<typeof WorkQueueResponse>;

export const WorkQueueStatusDetail = z.object({
  healthy: z.boolean(),
  late_runs_count: z.int().default(0),
  last_polled: Timestamp.nullable().default(null),
  health_check_policy: WorkQueueHealthPolicy,
});
export type WorkQueueStatusDetail = z.output<typeof WorkQueueStatusDetail>;

export const WorkQueueUpdate = z.strictObject({
  name: z.string().nullable().optional(),
  description: z.string().nullable().optional(),
  is_paused: z.boolean().default(false),
  concurrency_limit: z.int().min(0).nullable().optional(),
  priority: z.int().gt(0).nullable().optional(),
  last_polled: Timestamp.nullable().optional(),
  filter: QueueFilter.nullable().optional(),
});
export type WorkQueueUpdate = z.output<typeof WorkQueueUpdate>;
