// store: how deployments lie in the database.
import type {
  BlockDocumentId,
  ConcurrencyLimitId,
  CreatedBy,
  DeploymentCreate,
  DeploymentId,
  DeploymentResponse,
  DeploymentStatus,
  FlowId,
  LabelValue,
  Timestamp,
  UpdatedBy,
  Uuid,
  WorkQueueId,
} from '@signalbox/contract';
import { columnCodec, type Flag, type Json } from '../dialect/columns.ts';

export interface DeploymentRow {
  id: DeploymentId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  flow_id: FlowId;
  version: string | null;
  description: string | null;
  paused: Flag;
  tags: Json<string[]>;
  labels: Json<Record<string, LabelValue>>;
  parameters: Json<Record<string, unknown>>;
  parameter_openapi_schema: Json<Record<string, unknown>> | null;
  enforce_parameter_schema: Flag;
  pull_steps: Json<Record<string, unknown>[]> | null;
  path: string | null;
  entrypoint: string | null;
  storage_document_id: BlockDocumentId | null;
  infrastructure_document_id: BlockDocumentId | null;
  job_variables: Json<Record<string, unknown>>;
  work_queue_id: WorkQueueId | null;
  work_queue_name: string | null;
  concurrency_limit_id: ConcurrencyLimitId | null;
  concurrency_options: Json<DeploymentResponse['concurrency_options']> | null;
  last_polled: Timestamp | null;
  status: DeploymentStatus;
  version_id: Uuid | null;
  version_info: Json<DeploymentCreate['version_info']> | null;
  created_by: Json<CreatedBy> | null;
  updated_by: Json<UpdatedBy> | null;
}

export const deploymentColumns = columnCodec<DeploymentRow>({
  json: [
    'tags',
    'labels',
    'parameters',
    'parameter_openapi_schema',
    'pull_steps',
    'job_variables',
    'concurrency_options',
    'version_info',
    'created_by',
    'updated_by',
  ],
  flags: ['paused', 'enforce_parameter_schema'],
});
