import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { Timestamp } from '../scalars.ts';
import { WorkerStatus } from './worker.ts';

export const WorkerFilterLastHeartbeatTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
});
export type WorkerFilterLastHeartbeatTime = z.output<typeof WorkerFilterLastHeartbeatTime>;

export const WorkerFilterStatus = z.strictObject({
  any_: z.array(WorkerStatus).nullable().optional(),
  not_any_: z.array(WorkerStatus).nullable().optional(),
});
export type WorkerFilterStatus = z.output<typeof WorkerFilterStatus>;

export const WorkerFilter = z.strictObject({
  operator: Operator.default('and_'),
  last_heartbeat_time: WorkerFilterLastHeartbeatTime.nullable().optional(),
  status: WorkerFilterStatus.nullable().optional(),
});
export type WorkerFilter = z.output<typeof WorkerFilter>;
