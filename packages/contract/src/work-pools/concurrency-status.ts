import { z } from 'zod';
import { FlowRunId, Timestamp, Uuid } from '../scalars.ts';
import { StateType } from '../states/state.ts';

export const FlowRunSlotSummary = z.object({
  id: FlowRunId,
  name: z.string(),
  state_type: StateType.nullable().default(null),
  state_name: z.string().nullable().default(null),
  start_time: Timestamp.nullable().default(null),
  state_timestamp: Timestamp.nullable().default(null),
  time_in_current_state: z.number().nullable().default(null),
});
export type FlowRunSlotSummary = z.output<typeof FlowRunSlotSummary>;

export const WorkQueueConcurrencyStatusDetail = z.object({
  queue_id: Uuid,
  queue_name: z.string(),
  active_slots: z.int(),
  concurrency_limit: z.int().nullable().default(null),
  flow_runs: z.array(FlowRunSlotSummary).default([]),
  flow_run_count: z.int().nullable().default(null),
});
export type WorkQueueConcurrencyStatusDetail = z.output<typeof WorkQueueConcurrencyStatusDetail>;

export const WorkPoolConcurrencyStatus = z.object({
  active_slots: z.int(),
  concurrency_limit: z.int().nullable().default(null),
  queues: z.array(WorkQueueConcurrencyStatusDetail).default([]),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type WorkPoolConcurrencyStatus = z.output<typeof WorkPoolConcurrencyStatus>;

export const WorkQueueConcurrencyStatus = z.object({
  active_slots: z.int(),
  concurrency_limit: z.int().nullable().default(null),
  flow_runs: z.array(FlowRunSlotSummary).default([]),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type WorkQueueConcurrencyStatus = z.output<typeof WorkQueueConcurrencyStatus>;
