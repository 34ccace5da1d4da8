// store: how task runs lie in the database.
import type { StateId, Timestamp } from '@signalbox/contract';
import { columnCodec } from '../dialect/columns.ts';

export interface TaskRunCacheRow {
  cache_key: string;
  created: Timestamp;
  cache_expiration: Timestamp | null;
  task_run_state_id: StateId;
}

export const taskRunCacheColumns = columnCodec<TaskRunCacheRow>({ json: [], flags: [] });
