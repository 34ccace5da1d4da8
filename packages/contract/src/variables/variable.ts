import { z } from 'zod';
import { Timestamp, VariableId } from '../scalars.ts';

export const Variable = z.object({
  id: VariableId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string().max(255),
  value: z
    .union([z.string(), z.int(), z.boolean(), z.number(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
    .nullable(),
  tags: z.array(z.string()).default([]),
});
export type Variable = z.output<typeof Variable>;

export const VariableCreate = z.strictObject({
  name: z.string().max(255),
  value: z
    .union([z.string(), z.int(), z.boolean(), z.number(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
    .nullable(),
  tags: z.array(z.string()).default([]),
});
export type VariableCreate = z.output<typeof VariableCreate>;

export const VariableUpdate = z.strictObject({
  name: z.string().max(255).nullable().optional(),
  value: z
    .union([z.string(), z.int(), z.boolean(), z.number(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
    .nullable()
    .optional(),
  tags: z.array(z.string()).nullable().optional(),
});
export type VariableUpdate = z.output<typeof VariableUpdate>;
