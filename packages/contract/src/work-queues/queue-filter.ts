import { z } from 'zod';
import { Uuid } from '../scalars.ts';

export const QueueFilter = z.object({
  tags: z.array(z.string()).nullable().optional(),
  deployment_ids: z.array(Uuid).nullable().optional(),
});
export type QueueFilter = z.output<typeof QueueFilter>;
