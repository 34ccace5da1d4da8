import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { VariableId } from '../scalars.ts';

export const VariableFilterId = z.strictObject({
  any_: z.array(VariableId).nullable().optional(),
});
export type VariableFilterId = z.output<typeof VariableFilterId>;

export const VariableFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
});
export type VariableFilterName = z.output<typeof VariableFilterName>;

export const VariableFilterTags = z.strictObject({
  operator: Operator.default('and_'),
  all_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type VariableFilterTags = z.output<typeof VariableFilterTags>;

export const VariableFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: VariableFilterId.nullable().optional(),
  name: VariableFilterName.nullable().optional(),
  tags: VariableFilterTags.nullable().optional(),
});
export type VariableFilter = z.output<typeof VariableFilter>;

export const VariableSort = z.enum(['CREATED_DESC', 'UPDATED_DESC', 'NAME_DESC', 'NAME_ASC']);
export type VariableSort = z.output<typeof VariableSort>;
