// store: how work pools lie in the database.
import type { Timestamp, WorkPoolId, WorkPoolResponse, WorkPoolStatus, WorkQueueId } from '@signalbox/contract';
import { columnCodec, type Flag, type Json } from '../dialect/columns.ts';

export interface WorkPoolRow {
  id: WorkPoolId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  description: string | null;
  type: string;
  base_job_template: Json<Record<string, unknown>>;
  is_paused: Flag;
  concurrency_limit: number | null;
  status: WorkPoolStatus | null;
  default_queue_id: WorkQueueId | null;
  storage_configuration: Json<WorkPoolResponse['storage_configuration']>;
}

export const workPoolColumns = columnCodec<WorkPoolRow>({
  json: ['base_job_template', 'storage_configuration'],
  flags: ['is_paused'],
});
