// store: how work queues lie in the database.
import type { QueueFilter, Timestamp, WorkPoolId, WorkQueueId, WorkQueueStatus } from '@signalbox/contract';
import { columnCodec, type Flag, type Json } from '../dialect/columns.ts';

export interface WorkQueueRow {
  id: WorkQueueId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  description: string | null;
  is_paused: Flag;
  concurrency_limit: number | null;
  priority: number;
  work_pool_id: WorkPoolId;
  filter: Json<QueueFilter> | null;
  last_polled: Timestamp | null;
  status: WorkQueueStatus;
}

export const workQueueColumns = columnCodec<WorkQueueRow>({ json: ['filter'], flags: ['is_paused'] });
