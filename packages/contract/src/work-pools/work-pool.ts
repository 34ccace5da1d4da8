import { z } from 'zod';
import { Timestamp, Uuid, WorkPoolId, WorkQueueId } from '../scalars.ts';

export const WorkPoolStorageConfiguration = z.strictObject({
  bundle_upload_step: z.record(z.string(), z.unknown()).nullable().default(null),
  bundle_execution_step: z.record(z.string(), z.unknown()).nullable().default(null),
  default_result_storage_block_id: Uuid.nullable().default(null),
});
export type WorkPoolStorageConfiguration = z.output<typeof WorkPoolStorageConfiguration>;

export const WorkPoolCreate = z.strictObject({
  name: z.string().regex(/^[^/%&><]+$/),
  description: z.string().nullable().default(null),
  type: z.string().default('prefect-agent'),
  base_job_template: z.record(z.string(), z.unknown()).default({}),
  is_paused: z.boolean().default(false),
  concurrency_limit: z.int().min(0).nullable().default(null),
  storage_configuration: WorkPoolStorageConfiguration.prefault({}),
});
export type WorkPoolCreate = z.output<typeof WorkPoolCreate>;

export const WorkPoolStatus = z.enum(['READY', 'NOT_READY', 'PAUSED']);
export type WorkPoolStatus = z.output<typeof WorkPoolStatus>;

export const WorkPoolResponse = z.object({
  id: WorkPoolId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string().regex(/^[^/%&><]+$/),
  description: z.string().nullable().default(null),
  type: z.string(),
  base_job_template: z.record(z.string(), z.unknown()).default({}),
  is_paused: z.boolean().default(false),
  concurrency_limit: z.int().min(0).nullable().default(null),
  status: WorkPoolStatus.nullable().default(null),
  default_queue_id: WorkQueueId.nullable().default(null),
  storage_configuration: WorkPoolStorageConfiguration.prefault({}),
  active_slots: z.int().nullable().default(null),
});
export type WorkPoolResponse = z.output<typeof WorkPoolResponse>;

export const WorkPoolUpdate = z.strictObject({
  description: z.string().nullable().optional(),
  is_paused: z.boolean().nullable().optional(),
  base_job_template: z.record(z.string(), z.unknown()).nullable().optional(),
  concurrency_limit: z.int().min(0).nullable().optional(),
  storage_configuration: WorkPoolStorageConfiguration.nullable().optional(),
});
export type WorkPoolUpdate = z.output<typeof WorkPoolUpdate>;
