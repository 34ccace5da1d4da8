import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { WorkPoolId } from '../scalars.ts';

export const WorkPoolFilterId = z.strictObject({
  any_: z.array(WorkPoolId).nullable().optional(),
});
export type WorkPoolFilterId = z.output<typeof WorkPoolFilterId>;

export const WorkPoolFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type WorkPoolFilterName = z.output<typeof WorkPoolFilterName>;

export const WorkPoolFilterType = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type WorkPoolFilterType = z.output<typeof WorkPoolFilterType>;

export const WorkPoolFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: WorkPoolFilterId.nullable().optional(),
  name: WorkPoolFilterName.nullable().optional(),
  type: WorkPoolFilterType.nullable().optional(),
});
export type WorkPoolFilter = z.output<typeof WorkPoolFilter>;
