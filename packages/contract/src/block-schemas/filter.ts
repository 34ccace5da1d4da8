import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { BlockSchemaId, BlockTypeId } from '../scalars.ts';

export const BlockSchemaFilterBlockTypeId = z.strictObject({
  any_: z.array(BlockTypeId).nullable().optional(),
});
export type BlockSchemaFilterBlockTypeId = z.output<typeof BlockSchemaFilterBlockTypeId>;

export const BlockSchemaFilterCapabilities = z.strictObject({
  all_: z.array(z.string()).nullable().optional(),
});
export type BlockSchemaFilterCapabilities = z.output<typeof BlockSchemaFilterCapabilities>;

export const BlockSchemaFilterId = z.strictObject({
  any_: z.array(BlockSchemaId).nullable().optional(),
});
export type BlockSchemaFilterId = z.output<typeof BlockSchemaFilterId>;

export const BlockSchemaFilterVersion = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type BlockSchemaFilterVersion = z.output<typeof BlockSchemaFilterVersion>;

export const BlockSchemaFilter = z.strictObject({
  operator: Operator.default('and_'),
  block_type_id: BlockSchemaFilterBlockTypeId.nullable().optional(),
  block_capabilities: BlockSchemaFilterCapabilities.nullable().optional(),
  id: BlockSchemaFilterId.nullable().optional(),
  version: BlockSchemaFilterVersion.nullable().optional(),
});
export type BlockSchemaFilter = z.output<typeof BlockSchemaFilter>;
