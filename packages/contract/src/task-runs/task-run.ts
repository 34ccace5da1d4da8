import { z } from 'zod';
import { FlowRunId, LabelValue, StateId, TaskRunId, Timestamp } from '../scalars.ts';
import { State, StateCreate, StateType } from '../states/state.ts';

export const Constant = z.object({
  input_type: z.literal('constant').default('constant'),
  type: z.string(),
});
export type Constant = z.output<typeof Constant>;

export const FlowRunResult = z.object({
  input_type: z.literal('flow_run').default('flow_run'),
  id: FlowRunId,
});
export type FlowRunResult = z.output<typeof FlowRunResult>;

export const Parameter = z.object({
  input_type: z.literal('parameter').default('parameter'),
  name: z.string(),
});
export type Parameter = z.output<typeof Parameter>;

export const TaskRunPolicy = z.object({
  max_retries: z.int().default(0),
  retry_delay_seconds: z.number().default(0),
  retries: z.int().nullable().default(null),
  retry_delay: z
    .union([z.int(), z.number(), z.array(z.int()), z.array(z.number())])
    .nullable()
    .default(null),
  retry_jitter_factor: z.number().nullable().default(null),
});
export type TaskRunPolicy = z.output<typeof TaskRunPolicy>;

export const TaskRunResult = z.object({
  input_type: z.literal('task_run').default('task_run'),
  id: TaskRunId,
});
export type TaskRunResult = z.output<typeof TaskRunResult>;

export const TaskRun = z.object({
  id: TaskRunId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  flow_run_id: FlowRunId.nullable().default(null),
  task_key: z.string(),
  dynamic_key: z.string(),
  cache_key: z.string().nullable().default(null),
  cache_expiration: Timestamp.nullable().default(null),
  task_version: z.string().nullable().default(null),
  empirical_policy: TaskRunPolicy.prefault({}),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
  state_id: StateId.nullable().default(null),
  task_inputs: z.record(z.string(), z.array(z.union([TaskRunResult, FlowRunResult, Parameter, Constant]))).default({}),
  state_type: StateType.nullable().default(null),
  state_name: z.string().nullable().default(null),
  run_count: z.int().default(0),
  flow_run_run_count: z.int().default(0),
  expected_start_time: Timestamp.nullable().default(null),
  next_scheduled_start_time: Timestamp.nullable().default(null),
  start_time: Timestamp.nullable().default(null),
  end_time: Timestamp.nullable().default(null),
  total_run_time: z.number().default(0.0),
  estimated_run_time: z.number().default(0.0),
  estimated_start_time_delta: z.number().default(0.0),
  state: State.nullable().default(null),
});
export type TaskRun = z.output<typeof TaskRun>;

export const TaskRunCreate = z.strictObject({
  id: TaskRunId.nullable().default(null),
  state: StateCreate.nullable().default(null),
  /** Null as well as missing asks for a name of the server; the published schema does not say so, clients send it. */
  name: z.string().nullish(),
  flow_run_id: FlowRunId.nullable().default(null),
  task_key: z.string(),
  dynamic_key: z.string(),
  cache_key: z.string().nullable().default(null),
  cache_expiration: Timestamp.nullable().default(null),
  task_version: z.string().nullable().default(null),
  empirical_policy: TaskRunPolicy.prefault({}),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
  task_inputs: z.record(z.string(), z.array(z.union([TaskRunResult, FlowRunResult, Parameter, Constant]))).default({}),
});
export type TaskRunCreate = z.output<typeof TaskRunCreate>;

export const TaskRunResponse = z.object({
  id: TaskRunId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  flow_run_id: FlowRunId.nullable().default(null),
  task_key: z.string(),
  state_id: StateId.nullable().default(null),
  state: State.nullable().default(null),
  task_version: z.string().nullable().default(null),
  task_inputs: z.record(z.string(), z.array(z.union([TaskRunResult, FlowRunResult, Parameter, Constant]))).default({}),
  empirical_policy: TaskRunPolicy.prefault({}),
  tags: z.array(z.string()).default([]),
  start_time: Timestamp.nullable().default(null),
  end_time: Timestamp.nullable().default(null),
  total_run_time: z.number().default(0.0),
  estimated_run_time: z.number().default(0.0),
  estimated_start_time_delta: z.number().default(0.0),
});
export type TaskRunResponse = z.output<typeof TaskRunResponse>;

export const TaskRunPaginationResponse = z.object({
  results: z.array(TaskRunResponse),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type TaskRunPaginationResponse = z.output<typeof TaskRunPaginationResponse>;

export const TaskRunUpdate = z.strictObject({
  name: z.string().optional(),
});
export type TaskRunUpdate = z.output<typeof TaskRunUpdate>;
