// store: how artifacts lie in the database.
import type { ArtifactCollectionId, ArtifactId, Timestamp } from '@signalbox/contract';
import { columnCodec } from '../dialect/columns.ts';

export interface ArtifactCollectionRow {
  id: ArtifactCollectionId;
  created: Timestamp;
  updated: Timestamp;
  key: string;
  latest_id: ArtifactId;
}

export const artifactCollectionColumns = columnCodec<ArtifactCollectionRow>({ json: [], flags: [] });
