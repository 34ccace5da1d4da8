// store: how task runs lie in the database.
import type {
  FlowRunId,
  LabelValue,
  StateId,
  StateType,
  TaskRun,
  TaskRunId,
  TaskRunPolicy,
  Timestamp,
} from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface TaskRunRow {
  id: TaskRunId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  flow_run_id: FlowRunId | null;
  task_key: string;
  dynamic_key: string;
  cache_key: string | null;
  cache_expiration: Timestamp | null;
  task_version: string | null;
  empirical_policy: Json<TaskRunPolicy>;
  tags: Json<string[]>;
  labels: Json<Record<string, LabelValue>>;
  task_inputs: Json<TaskRun['task_inputs']>;
  state_id: StateId | null;
  state_type: StateType | null;
  state_name: string | null;
  state_timestamp: Timestamp | null;
  run_count: number;
  flow_run_run_count: number;
  expected_start_time: Timestamp | null;
  next_scheduled_start_time: Timestamp | null;
  start_time: Timestamp | null;
  end_time: Timestamp | null;
  total_run_time: number;
}

/** The columns that do not hold their values as they are. */
export const ENCODED_TASK_RUN_COLUMNS = {
  json: ['empirical_policy', 'tags', 'labels', 'task_inputs'],
  flags: [],
} as const;

export const taskRunColumns = columnCodec<TaskRunRow>(ENCODED_TASK_RUN_COLUMNS);
