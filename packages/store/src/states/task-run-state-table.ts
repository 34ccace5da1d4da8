// store: how states lie in the database.
import type { StateDetails, StateId, StateType, TaskRunId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface TaskRunStateRow {
  id: StateId;
  task_run_id: TaskRunId;
  type: StateType;
  name: string;
  timestamp: Timestamp;
  message: string | null;
  data: Json<unknown> | null;
  state_details: Json<StateDetails>;
}

export const taskRunStateColumns = columnCodec<TaskRunStateRow>({ json: ['data', 'state_details'], flags: [] });
