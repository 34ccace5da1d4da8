import { z } from 'zod';
import { BlockType } from '../block-types/block-type.ts';
import { BlockSchemaId, BlockTypeId, Timestamp } from '../scalars.ts';

export const BlockSchema = z.object({
  id: BlockSchemaId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  checksum: z.string(),
  fields: z.record(z.string(), z.unknown()).default({}),
  block_type_id: BlockTypeId.nullable(),
  block_type: BlockType.nullable().default(null),
  capabilities: z.array(z.string()).default([]),
  version: z.string().default('non-versioned'),
});
export type BlockSchema = z.output<typeof BlockSchema>;

export const BlockSchemaCreate = z.strictObject({
  fields: z.record(z.string(), z.unknown()).default({}),
  block_type_id: BlockTypeId,
  capabilities: z.array(z.string()).default([]),
  version: z.string().default('non-versioned'),
});
export type BlockSchemaCreate = z.output<typeof BlockSchemaCreate>;
