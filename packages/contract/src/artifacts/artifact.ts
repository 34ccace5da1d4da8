import { z } from 'zod';
import { ArtifactCollectionId, ArtifactId, FlowRunId, TaskRunId, Timestamp } from '../scalars.ts';

export const Artifact = z.object({
  id: ArtifactId,
  created: Timestamp.nullable().default(null),
  updated: Timestamp.nullable().default(null),
  key: z.string().nullable().default(null),
  type: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  data: z.unknown().default(null),
  metadata_: z.record(z.string(), z.string()).nullable().default(null),
  flow_run_id: FlowRunId.nullable().default(null),
  task_run_id: TaskRunId.nullable().default(null),
});
export type Artifact = z.output<typeof Artifact>;

export const ArtifactCollection = z.object({
  id: ArtifactCollectionId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  key: z.string(),
  latest_id: ArtifactId,
  type: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  data: z.unknown().default(null),
  metadata_: z.record(z.string(), z.string()).nullable().default(null),
  flow_run_id: FlowRunId.nullable().default(null),
  task_run_id: TaskRunId.nullable().default(null),
});
export type ArtifactCollection = z.output<typeof ArtifactCollection>;

export const ArtifactCreate = z.strictObject({
  key: z.string().nullable().default(null),
  type: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  data: z.unknown().default(null),
  metadata_: z.record(z.string(), z.string()).nullable().default(null),
  flow_run_id: FlowRunId.nullable().default(null),
  task_run_id: TaskRunId.nullable().default(null),
});
export type ArtifactCreate = z.output<typeof ArtifactCreate>;

export const ArtifactUpdate = z.strictObject({
  data: z.unknown().optional(),
  description: z.string().nullable().optional(),
  metadata_: z.record(z.string(), z.string()).nullable().optional(),
});
export type ArtifactUpdate = z.output<typeof ArtifactUpdate>;
