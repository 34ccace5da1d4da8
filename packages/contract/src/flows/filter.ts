import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { FlowId } from '../scalars.ts';

export const FlowFilterDeployment = z.strictObject({
  operator: Operator.default('and_'),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowFilterDeployment = z.output<typeof FlowFilterDeployment>;

export const FlowFilterId = z.strictObject({
  any_: z.array(FlowId).nullable().optional(),
  not_any_: z.array(FlowId).nullable().optional(),
});
export type FlowFilterId = z.output<typeof FlowFilterId>;

export const FlowFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
});
export type FlowFilterName = z.output<typeof FlowFilterName>;

export const FlowFilterTags = z.strictObject({
  operator: Operator.default('and_'),
  all_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowFilterTags = z.output<typeof FlowFilterTags>;

export const FlowFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: FlowFilterId.nullable().optional(),
  deployment: FlowFilterDeployment.nullable().optional(),
  name: FlowFilterName.nullable().optional(),
  tags: FlowFilterTags.nullable().optional(),
});
export type FlowFilter = z.output<typeof FlowFilter>;

export const FlowSort = z.enum(['CREATED_DESC', 'UPDATED_DESC', 'NAME_ASC', 'NAME_DESC']);
export type FlowSort = z.output<typeof FlowSort>;
