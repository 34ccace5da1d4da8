// store: how versions of deployments lie in the database.
import type { DeploymentContent, DeploymentId, Timestamp, Uuid } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface DeploymentVersionRow {
  id: Uuid;
  deployment_id: DeploymentId;
  number: number;
  created: Timestamp;
  version: string | null;
  content_hash: string;
  restored_from: number | null;
  content: Json<DeploymentContent>;
}

export const deploymentVersionColumns = columnCodec<DeploymentVersionRow>({ json: ['content'], flags: [] });
