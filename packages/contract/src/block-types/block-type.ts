import { z } from 'zod';
import { BlockTypeId, Timestamp } from '../scalars.ts';

export const BlockType = z.object({
  id: BlockTypeId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string().regex(/^[^/%&><]+$/),
  slug: z.string(),
  logo_url: z.string().nullable().default(null),
  documentation_url: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  code_example: z.string().nullable().default(null),
  is_protected: z.boolean().default(false),
});
export type BlockType = z.output<typeof BlockType>;

export const BlockTypeCreate = z.strictObject({
  name: z.string().regex(/^[^/%&><]+$/),
  slug: z.string(),
  logo_url: z.string().nullable().default(null),
  documentation_url: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  code_example: z.string().nullable().default(null),
});
export type BlockTypeCreate = z.output<typeof BlockTypeCreate>;

export const BlockTypeUpdate = z.strictObject({
  logo_url: z.string().nullable().optional(),
  documentation_url: z.string().nullable().optional(),
  description: z.string().nullable().optional(),
  code_example: z.string().nullable().optional(),
});
export type BlockTypeUpdate = z.output<typeof BlockTypeUpdate>;
