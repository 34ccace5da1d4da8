// store: how flow runs lie in the database.
import type {
  BlockDocumentId,
  CreatedBy,
  DeploymentId,
  FlowId,
  FlowRunId,
  FlowRunPolicy,
  LabelValue,
  StateId,
  StateType,
  TaskRunId,
  Timestamp,
  WorkQueueId,
} from '@signalbox/contract';
import { columnCodec, type Flag, type Json } from '../dialect/columns.ts';

export interface FlowRunRow {
  id: FlowRunId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  flow_id: FlowId;
  state_id: StateId | null;
  state_type: StateType | null;
  state_name: string | null;
  state_timestamp: Timestamp | null;
  deployment_id: DeploymentId | null;
  deployment_version: string | null;
  work_queue_id: WorkQueueId | null;
  work_queue_name: string | null;
  flow_version: string | null;
  parameters: Json<Record<string, unknown>>;
  idempotency_key: string | null;
  context: Json<Record<string, unknown>>;
  empirical_policy: Json<FlowRunPolicy>;
  tags: Json<string[]>;
  labels: Json<Record<string, LabelValue>>;
  parent_task_run_id: TaskRunId | null;
  run_count: number;
  expected_start_time: Timestamp | null;
  next_scheduled_start_time: Timestamp | null;
  start_time: Timestamp | null;
  end_time: Timestamp | null;
  total_run_time: number;
  auto_scheduled: Flag;
  infrastructure_document_id: BlockDocumentId | null;
  infrastructure_pid: string | null;
  created_by: Json<CreatedBy> | null;
  job_variables: Json<Record<string, unknown>> | null;
}

/** The columns that do not hold their values as they are. */
export const ENCODED_FLOW_RUN_COLUMNS = {
  json: ['parameters', 'context', 'empirical_policy', 'tags', 'labels', 'created_by', 'job_variables'],
  flags: ['auto_scheduled'],
} as const;

export const flowRunColumns = columnCodec<FlowRunRow>(ENCODED_FLOW_RUN_COLUMNS);
