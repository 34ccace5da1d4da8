// store: how task runs lie in the database.
import type { StateId, Timestamp } from '@signalbox/contract';

export interface TaskRunCacheRow {
  cache_key: string;
  created: Timestamp;
  cache_expiration: Timestamp | null;
  task_run_state_id: StateId;
}
