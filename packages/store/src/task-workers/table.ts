// store: how task workers, and the task runs that wait for them, lie in the database.
import type { TaskRunId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

/** A task run that nobody has taken over yet. */
export interface WaitingTaskRunRow {
  task_run_id: TaskRunId;
  task_key: string;
  enqueued: Timestamp;
  /** The connection to which it was sent; null while it was sent to nobody. */
  holder: string | null;
  /** Until then only its holder may take it over. */
  held_until: Timestamp | null;
}

/** A connection over which somebody takes task runs. */
export interface TaskWorkerRow {
  connection: string;
  identifier: string;
  task_keys: Json<string[]>;
  timestamp: Timestamp;
  expires_at: Timestamp;
}

export const taskWorkerColumns = columnCodec<TaskWorkerRow>({ json: ['task_keys'], flags: [] });
