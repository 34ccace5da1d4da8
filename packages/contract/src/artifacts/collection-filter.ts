import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { ArtifactId, FlowRunId, TaskRunId } from '../scalars.ts';

export const ArtifactCollectionFilterFlowRunId = z.strictObject({
  any_: z.array(FlowRunId).nullable().optional(),
});
export type ArtifactCollectionFilterFlowRunId = z.output<typeof ArtifactCollectionFilterFlowRunId>;

export const ArtifactCollectionFilterKey = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
  exists_: z.boolean().nullable().optional(),
});
export type ArtifactCollectionFilterKey = z.output<typeof ArtifactCollectionFilterKey>;

export const ArtifactCollectionFilterLatestId = z.strictObject({
  any_: z.array(ArtifactId).nullable().optional(),
});
export type ArtifactCollectionFilterLatestId = z.output<typeof ArtifactCollectionFilterLatestId>;

export const ArtifactCollectionFilterTaskRunId = z.strictObject({
  any_: z.array(TaskRunId).nullable().optional(),
});
export type ArtifactCollectionFilterTaskRunId = z.output<typeof ArtifactCollectionFilterTaskRunId>;

export const ArtifactCollectionFilterType = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  not_any_: z.array(z.string()).nullable().optional(),
});
export type ArtifactCollectionFilterType = z.output<typeof ArtifactCollectionFilterType>;

export const ArtifactCollectionFilter = z.strictObject({
  operator: Operator.default('and_'),
  latest_id: ArtifactCollectionFilterLatestId.nullable().optional(),
  key: ArtifactCollectionFilterKey.nullable().optional(),
  flow_run_id: ArtifactCollectionFilterFlowRunId.nullable().optional(),
  task_run_id: ArtifactCollectionFilterTaskRunId.nullable().optional(),
  type: ArtifactCollectionFilterType.nullable().optional(),
});
export type ArtifactCollectionFilter = z.output<typeof ArtifactCollectionFilter>;

export const ArtifactCollectionSort = z.enum(['CREATED_DESC', 'UPDATED_DESC', 'ID_DESC', 'KEY_DESC', 'KEY_ASC']);
export type ArtifactCollectionSort = z.output<typeof ArtifactCollectionSort>;
