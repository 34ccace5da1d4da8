import { z } from 'zod';
import { FlowRunId, FlowRunInputId, Timestamp } from '../scalars.ts';

export const FlowRunInput = z.object({
  id: FlowRunInputId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  flow_run_id: FlowRunId,
  key: z.string(),
  value: z.string(),
  sender: z.string().nullable().default(null),
});
export type FlowRunInput = z.output<typeof FlowRunInput>;
