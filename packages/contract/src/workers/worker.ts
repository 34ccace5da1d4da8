import { z } from 'zod';
import { Timestamp, WorkerId, WorkPoolId } from '../scalars.ts';

export const WorkerStatus = z.enum(['ONLINE', 'OFFLINE']);
export type WorkerStatus = z.output<typeof WorkerStatus>;

export const WorkerResponse = z.object({
  id: WorkerId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  work_pool_id: WorkPoolId,
  last_heartbeat_time: Timestamp.nullable().default(null),
  heartbeat_interval_seconds: z.int().nullable().default(null),
  status: WorkerStatus.default('OFFLINE'),
});
export type WorkerResponse = z.output<typeof WorkerResponse>;
