// store: how logs lie in the database.
import type { FlowRunId, LogId, TaskRunId, Timestamp } from '@signalbox/contract';
import { columnCodec } from '../dialect/columns.ts';

export interface LogRow {
  id: LogId;
  created: Timestamp;
  name: string;
  level: number;
  flow_run_id: FlowRunId | null;
  task_run_id: TaskRunId | null;
  timestamp: Timestamp;
  message: string;
}

export const logColumns = columnCodec<LogRow>({ json: [], flags: [] });
