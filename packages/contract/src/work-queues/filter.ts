import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { WorkQueueId } from '../scalars.ts';

export const WorkQueueFilterId = z.strictObject({
  any_: z.array(WorkQueueId).nullable().optional(),
});
export type WorkQueueFilterId = z.output<typeof WorkQueueFilterId>;

export const WorkQueueFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  startswith_: z.array(z.string()).nullable().optional(),
});
export type WorkQueueFilterName = z.output<typeof WorkQueueFilterName>;

export const WorkQueueFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: WorkQueueFilterId.nullable().optional(),
  name: WorkQueueFilterName.nullable().optional(),
});
export type WorkQueueFilter = z.output<typeof WorkQueueFilter>;
