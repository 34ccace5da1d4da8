import { z } from 'zod';
import { Timestamp } from '../scalars.ts';

export const TaskWorkerResponse = z.object({
  identifier: z.string(),
  task_keys: z.array(z.string()),
  timestamp: Timestamp,
});
export type TaskWorkerResponse = z.output<typeof TaskWorkerResponse>;

export const TaskWorkerFilter = z.object({
  task_keys: z.array(z.string()),
});
export type TaskWorkerFilter = z.output<typeof TaskWorkerFilter>;
