import { z } from 'zod';
import { FlowRunId, LogId, TaskRunId, Timestamp } from '../scalars.ts';

export const Log = z.object({
  id: LogId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  level: z.int(),
  message: z.string(),
  timestamp: Timestamp,
  flow_run_id: FlowRunId.nullable().default(null),
  task_run_id: TaskRunId.nullable().default(null),
});
export type Log = z.output<typeof Log>;

export const LogCreate = z.strictObject({
  name: z.string(),
  level: z.int(),
  message: z.string(),
  timestamp: Timestamp,
  flow_run_id: FlowRunId.nullable().default(null),
  task_run_id: TaskRunId.nullable().default(null),
});
export type LogCreate = z.output<typeof LogCreate>;
