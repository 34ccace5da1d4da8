import { z } from 'zod';
import { BlockSchema } from '../block-schemas/block-schema.ts';
import { BlockType } from '../block-types/block-type.ts';
import { BlockDocumentId, BlockSchemaId, BlockTypeId, Timestamp } from '../scalars.ts';

export const BlockDocument = z.object({
  id: BlockDocumentId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z
    .string()
    .regex(/^[^/%&><]+$/)
    .nullable()
    .default(null),
  data: z.record(z.string(), z.unknown()).default({}),
  block_schema_id: BlockSchemaId,
  block_schema: BlockSchema.nullable().default(null),
  block_type_id: BlockTypeId,
  block_type_name: z.string().nullable().default(null),
  block_type: BlockType.nullable().default(null),
  block_document_references: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  is_anonymous: z.boolean().default(false),
});
export type BlockDocument = z.output<typeof BlockDocument>;

export const BlockDocumentCreate = z.strictObject({
  name: z
    .string()
    .regex(/^[^/%&><]+$/)
    .nullable()
    .default(null),
  data: z.record(z.string(), z.unknown()).default({}),
  block_schema_id: BlockSchemaId,
  block_type_id: BlockTypeId,
  is_anonymous: z.boolean().default(false),
});
export type BlockDocumentCreate = z.output<typeof BlockDocumentCreate>;

export const BlockDocumentUpdate = z.strictObject({
  block_schema_id: BlockSchemaId.nullable().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  merge_existing_data: z.boolean().default(true),
});
export type BlockDocumentUpdate = z.output<typeof BlockDocumentUpdate>;
