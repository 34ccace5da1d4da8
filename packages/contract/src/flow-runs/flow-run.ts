import { z } from 'zod';
import {
  BlockDocumentId,
  DeploymentId,
  FlowId,
  FlowRunId,
  LabelValue,
  StateId,
  TaskRunId,
  Timestamp,
  WorkPoolId,
  WorkQueueId,
} from '../scalars.ts';
import { State, StateCreate, StateType } from '../states/state.ts';
import { CreatedBy } from './creator.ts';

export const FlowRunPolicy = z.object({
  max_retries: z.int().default(0),
  retry_delay_seconds: z.number().default(0),
  retries: z.int().nullable().default(null),
  retry_delay: z.int().nullable().default(null),
  pause_keys: z.array(z.string()).nullable().default(null),
  resuming: z.boolean().nullable().default(false),
  retry_type: z.enum(['in_process', 'reschedule']).nullable().default(null),
});
export type FlowRunPolicy = z.output<typeof FlowRunPolicy>;

export const FlowRun = z.object({
  id: FlowRunId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  flow_id: FlowId,
  state_id: StateId.nullable().default(null),
  deployment_id: DeploymentId.nullable().default(null),
  deployment_version: z.string().nullable().default(null),
  work_queue_name: z.string().nullable().default(null),
  flow_version: z.string().nullable().default(null),
  parameters: z.record(z.string(), z.unknown()).default({}),
  idempotency_key: z.string().nullable().default(null),
  context: z.record(z.string(), z.unknown()).default({}),
  empirical_policy: FlowRunPolicy.prefault({}),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
  parent_task_run_id: TaskRunId.nullable().default(null),
  state_type: StateType.nullable().default(null),
  state_name: z.string().nullable().default(null),
  run_count: z.int().default(0),
  expected_start_time: Timestamp.nullable().default(null),
  next_scheduled_start_time: Timestamp.nullable().default(null),
  start_time: Timestamp.nullable().default(null),
  end_time: Timestamp.nullable().default(null),
  total_run_time: z.number().default(0.0),
  estimated_run_time: z.number().default(0.0),
  estimated_start_time_delta: z.number().default(0.0),
  auto_scheduled: z.boolean().default(false),
  infrastructure_document_id: BlockDocumentId.nullable().default(null),
  infrastructure_pid: z.string().nullable().default(null),
  created_by: CreatedBy.nullable().default(null),
  work_queue_id: WorkQueueId.nullable().default(null),
  state: State.nullable().default(null),
  job_variables: z.record(z.string(), z.unknown()).nullable().default(null),
});
export type FlowRun = z.output<typeof FlowRun>;

export const FlowRunCreate = z.strictObject({
  state: StateCreate.nullable().default(null),
  /** Null as well as missing asks for a name of the server; the published schema does not say so, clients send it. */
  name: z.string().nullish(),
  flow_id: FlowId,
  flow_version: z.string().nullable().default(null),
  parameters: z.record(z.string(), z.unknown()).default({}),
  context: z.record(z.string(), z.unknown()).default({}),
  parent_task_run_id: TaskRunId.nullable().default(null),
  infrastructure_document_id: BlockDocumentId.nullable().default(null),
  empirical_policy: FlowRunPolicy.prefault({}),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
  idempotency_key: z.string().nullable().default(null),
  work_pool_name: z.string().nullable().default(null),
  work_queue_name: z.string().nullable().default(null),
  job_variables: z.record(z.string(), z.unknown()).nullable().default(null),
  deployment_id: DeploymentId.nullable().default(null),
});
export type FlowRunCreate = z.output<typeof FlowRunCreate>;

export const FlowRunResponse = z.object({
  id: FlowRunId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  flow_id: FlowId,
  state_id: StateId.nullable().default(null),
  deployment_id: DeploymentId.nullable().default(null),
  deployment_version: z.string().nullable().default(null),
  work_queue_id: WorkQueueId.nullable().default(null),
  work_queue_name: z.string().nullable().default(null),
  flow_version: z.string().nullable().default(null),
  parameters: z.record(z.string(), z.unknown()).default({}),
  idempotency_key: z.string().nullable().default(null),
  context: z.record(z.string(), z.unknown()).default({}),
  empirical_policy: FlowRunPolicy.prefault({}),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).default({}),
  parent_task_run_id: TaskRunId.nullable().default(null),
  state_type: StateType.nullable().default(null),
  state_name: z.string().nullable().default(null),
  run_count: z.int().default(0),
  expected_start_time: Timestamp.nullable().default(null),
  next_scheduled_start_time: Timestamp.nullable().default(null),
  start_time: Timestamp.nullable().default(null),
  end_time: Timestamp.nullable().default(null),
  total_run_time: z.number().default(0.0),
  estimated_run_time: z.number().default(0.0),
  estimated_start_time_delta: z.number().default(0.0),
  auto_scheduled: z.boolean().default(false),
  infrastructure_document_id: BlockDocumentId.nullable().default(null),
  infrastructure_pid: z.string().nullable().default(null),
  created_by: CreatedBy.nullable().default(null),
  work_pool_id: WorkPoolId.nullable().default(null),
  work_pool_name: z.string().nullable().default(null),
  state: State.nullable().default(null),
  job_variables: z.record(z.string(), z.unknown()).nullable().default(null),
});
export type FlowRunResponse = z.output<typeof FlowRunResponse>;

export const FlowRunPaginationResponse = z.object({
  results: z.array(FlowRunResponse),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type FlowRunPaginationResponse = z.output<typeof FlowRunPaginationResponse>;

export const FlowRunUpdate = z.strictObject({
  name: z.string().nullable().optional(),
  flow_version: z.string().nullable().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  empirical_policy: FlowRunPolicy.optional(),
  tags: z.array(z.string()).optional(),
  infrastructure_pid: z.string().nullable().optional(),
  job_variables: z.record(z.string(), z.unknown()).nullable().optional(),
});
export type FlowRunUpdate = z.output<typeof FlowRunUpdate>;
