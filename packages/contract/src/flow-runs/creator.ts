import { z } from 'zod';
import { Uuid } from '../scalars.ts';

export const CreatedBy = z.object({
  id: Uuid.nullable().default(null),
  type: z.string().nullable().default(null),
  display_value: z.string().nullable().default(null),
});
export type CreatedBy = z.output<typeof CreatedBy>;

export const UpdatedBy = z.object({
  id: Uuid.nullable().default(null),
  type: z.string().nullable().default(null),
  display_value: z.string().nullable().default(null),
});
export type UpdatedBy = z.output<typeof UpdatedBy>;
