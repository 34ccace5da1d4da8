import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { DeploymentId } from '../scalars.ts';

export const DeploymentFilterConcurrencyLimit = z.strictObject({
  ge_: z.int().nullable().optional(),
  le_: z.int().nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type DeploymentFilterConcurrencyLimit = z.output<typeof DeploymentFilterConcurrencyLimit>;

export const DeploymentFilterId = z.strictObject({
  any_: z.array(DeploymentId).nullable().optional(),
  not_any_: z.array(DeploymentId).nullable().optional(),
});
export type DeploymentFilterId = z.output<typeof DeploymentFilterId>;

export const DeploymentFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
});
export type DeploymentFilterName = z.output<typeof DeploymentFilterName>;

export const DeploymentFilterPaused = z.strictObject({
  eq_: z.boolean().nullable().optional(),
});
export type DeploymentFilterPaused = z.output<typeof DeploymentFilterPaused>;

export const DeploymentFilterTags = z.strictObject({
  operator: Operator.default('and_'),
  all_: z.array(z.string()).nullable().optional(),
  any_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type DeploymentFilterTags = z.output<typeof DeploymentFilterTags>;

export const DeploymentFilterWorkQueueName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type DeploymentFilterWorkQueueName = z.output<typeof DeploymentFilterWorkQueueName>;

export const DeploymentOrFlowNameFilter = z.strictObject({
  like_: z.string().nullable().optional(),
});
export type DeploymentOrFlowNameFilter = z.output<typeof DeploymentOrFlowNameFilter>;

export const DeploymentFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: DeploymentFilterId.nullable().optional(),
  name: DeploymentFilterName.nullable().optional(),
  flow_or_deployment_name: DeploymentOrFlowNameFilter.nullable().optional(),
  paused: DeploymentFilterPaused.nullable().optional(),
  tags: DeploymentFilterTags.nullable().optional(),
  work_queue_name: DeploymentFilterWorkQueueName.nullable().optional(),
  concurrency_limit: DeploymentFilterConcurrencyLimit.nullable().optional(),
});
export type DeploymentFilter = z.output<typeof DeploymentFilter>;

export const DeploymentSort = z.enum(['CREATED_DESC', 'UPDATED_DESC', 'NAME_ASC', 'NAME_DESC']);
export type DeploymentSort = z.output<typeof DeploymentSort>;
