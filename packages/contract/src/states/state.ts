import { z } from 'zod';
import { FlowRunId, LeaseId, StateId, TaskRunId, Timestamp, Uuid } from '../scalars.ts';

export const StateDetails = z.object({
  flow_run_id: FlowRunId.nullable().default(null),
  task_run_id: TaskRunId.nullable().default(null),
  child_flow_run_id: FlowRunId.nullable().default(null),
  scheduled_time: Timestamp.nullable().default(null),
  cache_key: z.string().nullable().default(null),
  cache_expiration: Timestamp.nullable().default(null),
  deferred: z.boolean().nullable().default(false),
  untrackable_result: z.boolean().default(false),
  pause_timeout: Timestamp.nullable().default(null),
  pause_reschedule: z.boolean().default(false),
  pause_key: z.string().nullable().default(null),
  run_input_keyset: z.record(z.string(), z.string()).nullable().default(null),
  refresh_cache: z.boolean().nullable().default(null),
  retriable: z.boolean().nullable().default(null),
  transition_id: Uuid.nullable().default(null),
  task_parameters_id: Uuid.nullable().default(null),
  traceparent: z.string().nullable().default(null),
  deployment_concurrency_lease_id: LeaseId.nullable().default(null),
});
export type StateDetails = z.output<typeof StateDetails>;

export const StateType = z.enum([
  'SCHEDULED',
  'PENDING',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'CRASHED',
  'PAUSED',
  'CANCELLING',
]);
export type StateType = z.output<typeof StateType>;

export const State = z.object({
  id: StateId,
  type: StateType,
  name: z.string().nullable().default(null),
  timestamp: Timestamp,
  message: z.string().nullable().default(null),
  data: z.unknown().default(null),
  state_details: StateDetails.prefault({}),
});
export type State = z.output<typeof State>;

export const StateCreate = z.strictObject({
  type: StateType,
  name: z.string().nullable().default(null),
  message: z.string().nullable().default(null),
  data: z.unknown().default(null),
  state_details: StateDetails.prefault({}),
});
export type StateCreate = z.output<typeof StateCreate>;
