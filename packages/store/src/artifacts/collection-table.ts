// store: how the latest artifact of each key lies in the database.
import type { ArtifactCollectionId, ArtifactId, Timestamp } from '@signalbox/contract';

export interface ArtifactCollectionRow {
  id: ArtifactCollectionId;
  created: Timestamp;
  updated: Timestamp;
  key: string;
  latest_id: ArtifactId;
}
