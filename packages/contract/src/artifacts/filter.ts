import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { ArtifactId, FlowRunId, TaskRunId } from '../scalars.ts';

export const ArtifactFilterFlowRunId = z.strictObject({
  any_: z.array(FlowRunId).nullable().optional(),
});
export type ArtifactFilterFlowRunId = z.output<typeof ArtifactFilterFlowRunId>;

export const ArtifactFilterId = z.strictObject({
  any_: z.array(ArtifactId).nullable().optional(),
});
export type ArtifactFilterId = z.output<typeof ArtifactFilterId>;

export const ArtifactFilterKey = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
  exists_: z.boolean().nullable().optional(),
});
export type ArtifactFilterKey = z.output<typeof ArtifactFilterKey>;

export const ArtifactFilterTaskRunId = z.strictObject({
  any_: z.array(TaskRunId).nullable().optional(),
});
export type ArtifactFilterTaskRunId = z.output<typeof ArtifactFilterTaskRunId>;

export const ArtifactFilterType = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  not_any_: z.array(z.string()).nullable().optional(),
});
export type ArtifactFilterType = z.output<typeof ArtifactFilterType>;

export const ArtifactFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: ArtifactFilterId.nullable().optional(),
  key: ArtifactFilterKey.nullable().optional(),
  flow_run_id: ArtifactFilterFlowRunId.nullable().optional(),
  task_run_id: ArtifactFilterTaskRunId.nullable().optional(),
  type: ArtifactFilterType.nullable().optional(),
});
export type ArtifactFilter = z.output<typeof ArtifactFilter>;

export const ArtifactSort = z.enum(['CREATED_DESC', 'UPDATED_DESC', 'ID_DESC', 'KEY_DESC', 'KEY_ASC']);
export type ArtifactSort = z.output<typeof ArtifactSort>;
