import { z } from 'zod';

export const BlockTypeFilterName = z.strictObject({
  like_: z.string().nullable().optional(),
});
export type BlockTypeFilterName = z.output<typeof BlockTypeFilterName>;

export const BlockTypeFilterSlug = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type BlockTypeFilterSlug = z.output<typeof BlockTypeFilterSlug>;

export const BlockTypeFilter = z.strictObject({
  name: BlockTypeFilterName.nullable().optional(),
  slug: BlockTypeFilterSlug.nullable().optional(),
});
export type BlockTypeFilter = z.output<typeof BlockTypeFilter>;
