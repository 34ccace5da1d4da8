// store: how workers lie in the database.
import type { Timestamp, WorkerId, WorkerStatus, WorkPoolId } from '@signalbox/contract';

export interface WorkerRow {
  id: WorkerId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  work_pool_id: WorkPoolId;
  last_heartbeat_time: Timestamp;
  heartbeat_interval_seconds: number | null;
  status: WorkerStatus;
}
