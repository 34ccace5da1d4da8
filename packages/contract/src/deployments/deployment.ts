import { z } from 'zod';
import { GlobalConcurrencyLimitResponse } from '../concurrency-limits/concurrency-limit.ts';
import {
  DeploymentSchedule,
  DeploymentScheduleCreate,
  DeploymentScheduleUpdate,
} from '../deployment-schedules/deployment-schedule.ts';
import { CreatedBy, UpdatedBy } from '../flow-runs/creator.ts';
import { BlockDocumentId, DeploymentId, FlowId, LabelValue, Timestamp, Uuid, WorkQueueId } from '../scalars.ts';
import { ConcurrencyOptions } from './concurrency.ts';

export const VersionInfo = z.looseObject({
  type: z.string(),
  version: z.string(),
});
export type VersionInfo = z.output<typeof VersionInfo>;

export const DeploymentCreate = z.strictObject({
  name: z.string(),
  flow_id: FlowId,
  paused: z.boolean().default(false),
  schedules: z.array(DeploymentScheduleCreate).default([]),
  concurrency_limit: z.int().gt(0).nullable().default(null),
  concurrency_options: ConcurrencyOptions.nullable().default(null),
  global_concurrency_limit_id: Uuid.nullable().default(null),
  enforce_parameter_schema: z.boolean().default(true),
  parameter_openapi_schema: z.record(z.string(), z.unknown()).nullable().default(null),
  parameters: z.record(z.string(), z.unknown()).default({}),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
  pull_steps: z.array(z.record(z.string(), z.unknown())).nullable().default(null),
  work_queue_name: z.string().nullable().default(null),
  work_pool_name: z.string().nullable().default(null),
  storage_document_id: BlockDocumentId.nullable().default(null),
  infrastructure_document_id: BlockDocumentId.nullable().default(null),
  description: z.string().nullable().default(null),
  path: z.string().nullable().default(null),
  version: z.string().nullable().default(null),
  entrypoint: z.string().nullable().default(null),
  job_variables: z.record(z.string(), z.unknown()).default({}),
  version_info: VersionInfo.nullable().default(null),
});
export type DeploymentCreate = z.output<typeof DeploymentCreate>;

export const DeploymentStatus = z.enum(['READY', 'NOT_READY']);
export type DeploymentStatus = z.output<typeof DeploymentStatus>;

export const DeploymentResponse = z.object({
  id: DeploymentId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string(),
  version: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  flow_id: FlowId,
  paused: z.boolean().default(false),
  schedules: z.array(DeploymentSchedule).default([]),
  concurrency_limit: z.int().nullable().default(null),
  global_concurrency_limit: GlobalConcurrencyLimitResponse.nullable().default(null),
  concurrency_options: ConcurrencyOptions.nullable().default(null),
  job_variables: z.record(z.string(), z.unknown()).default({}),
  parameters: z.record(z.string(), z.unknown()).default({}),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).default({}),
  work_queue_name: z.string().nullable().default(null),
  work_queue_id: WorkQueueId.nullable().default(null),
  last_polled: Timestamp.nullable().default(null),
  parameter_openapi_schema: z.record(z.string(), z.unknown()).nullable().default(null),
  path: z.string().nullable().default(null),
  pull_steps: z.array(z.record(z.string(), z.unknown())).nullable().default(null),
  entrypoint: z.string().nullable().default(null),
  storage_document_id: BlockDocumentId.nullable().default(null),
  infrastructure_document_id: BlockDocumentId.nullable().default(null),
  created_by: CreatedBy.nullable().default(null),
  updated_by: UpdatedBy.nullable().default(null),
  work_pool_name: z.string().nullable().default(null),
  status: DeploymentStatus.nullable().default('NOT_READY'),
  enforce_parameter_schema: z.boolean().default(true),
});
export type DeploymentResponse = z.output<typeof DeploymentResponse>;

export const DeploymentPaginationResponse = z.object({
  results: z.array(DeploymentResponse),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type DeploymentPaginationResponse = z.output<typeof DeploymentPaginationResponse>;

export const DeploymentUpdate = z.strictObject({
  version: z.string().nullable().optional(),
  description: z.string().nullable().optional(),
  paused: z.boolean().default(false),
  schedules: z.array(DeploymentScheduleUpdate).optional(),
  concurrency_limit: z.int().gt(0).nullable().optional(),
  concurrency_options: ConcurrencyOptions.nullable().optional(),
  global_concurrency_limit_id: Uuid.nullable().optional(),
  parameters: z.record(z.string(), z.unknown()).nullable().optional(),
  parameter_openapi_schema: z.record(z.string(), z.unknown()).nullable().optional(),
  tags: z.array(z.string()).optional(),
  work_queue_name: z.string().nullable().optional(),
  work_pool_name: z.string().nullable().optional(),
  path: z.string().nullable().optional(),
  job_variables: z.record(z.string(), z.unknown()).nullable().optional(),
  pull_steps: z.array(z.record(z.string(), z.unknown())).nullable().optional(),
  entrypoint: z.string().nullable().optional(),
  storage_document_id: BlockDocumentId.nullable().optional(),
  infrastructure_document_id: BlockDocumentId.nullable().optional(),
  enforce_parameter_schema: z.boolean().nullable().optional(),
  version_info: VersionInfo.nullable().optional(),
});
export type DeploymentUpdate = z.output<typeof DeploymentUpdate>;
