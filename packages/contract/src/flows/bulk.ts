import { z } from 'zod';
import { FlowId } from '../scalars.ts';

export const FlowBulkDeleteResponse = z.object({
  deleted: z.array(FlowId).default([]),
});
export type FlowBulkDeleteResponse = z.output<typeof FlowBulkDeleteResponse>;
