import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { AutomationId, Timestamp } from '../scalars.ts';

export const AutomationFilterId = z.strictObject({
  any_: z.array(AutomationId).nullable().optional(),
});
export type AutomationFilterId = z.output<typeof AutomationFilterId>;

export const AutomationFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type AutomationFilterName = z.output<typeof AutomationFilterName>;

export const AutomationFilterCreated = z.strictObject({
  before_: Timestamp.nullable().optional(),
});
export type AutomationFilterCreated = z.output<typeof AutomationFilterCreated>;

export const AutomationFilterTags = z.strictObject({
  operator: Operator.default('and_'),
  all_: z.array(z.string()).nullable().optional(),
  any_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type AutomationFilterTags = z.output<typeof AutomationFilterTags>;

export const AutomationFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: AutomationFilterId.nullable().optional(),
  name: AutomationFilterName.nullable().optional(),
  created: AutomationFilterCreated.nullable().optional(),
  tags: AutomationFilterTags.nullable().optional(),
});
export type AutomationFilter = z.output<typeof AutomationFilter>;

export const AutomationSort = z.enum(['CREATED_DESC', 'UPDATED_DESC', 'NAME_ASC', 'NAME_DESC']);
export type AutomationSort = z.output<typeof AutomationSort>;
