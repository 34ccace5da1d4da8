import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { BlockDocumentId, BlockTypeId } from '../scalars.ts';

export const BlockDocumentFilterBlockTypeId = z.strictObject({
  any_: z.array(BlockTypeId).nullable().optional(),
});
export type BlockDocumentFilterBlockTypeId = z.output<typeof BlockDocumentFilterBlockTypeId>;

export const BlockDocumentFilterId = z.strictObject({
  any_: z.array(BlockDocumentId).nullable().optional(),
});
export type BlockDocumentFilterId = z.output<typeof BlockDocumentFilterId>;

export const BlockDocumentFilterIsAnonymous = z.strictObject({
  eq_: z.boolean().nullable().optional(),
});
export type BlockDocumentFilterIsAnonymous = z.output<typeof BlockDocumentFilterIsAnonymous>;

export const BlockDocumentFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
});
export type BlockDocumentFilterName = z.output<typeof BlockDocumentFilterName>;

export const BlockDocumentFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: BlockDocumentFilterId.nullable().optional(),
  is_anonymous: BlockDocumentFilterIsAnonymous.nullable().prefault({ eq_: false }),
  block_type_id: BlockDocumentFilterBlockTypeId.nullable().optional(),
  name: BlockDocumentFilterName.nullable().optional(),
});
export type BlockDocumentFilter = z.output<typeof BlockDocumentFilter>;

export const BlockDocumentSort = z.enum(['NAME_DESC', 'NAME_ASC', 'BLOCK_TYPE_AND_NAME_ASC']);
export type BlockDocumentSort = z.output<typeof BlockDocumentSort>;
