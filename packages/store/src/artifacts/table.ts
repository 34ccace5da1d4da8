// store: how artifacts lie in the database.
import type { ArtifactId, FlowRunId, TaskRunId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface ArtifactRow {
  id: ArtifactId;
  created: Timestamp;
  updated: Timestamp;
  key: string | null;
  type: string | null;
  description: string | null;
  data: Json<unknown> | null;
  metadata_: Json<Record<string, string>> | null;
  flow_run_id: FlowRunId | null;
  task_run_id: TaskRunId | null;
}

export const artifactColumns = columnCodec<ArtifactRow>({ json: ['data', 'metadata_'], flags: [] });
