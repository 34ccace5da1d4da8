import { z } from 'zod';
import { bulkLimit } from '../bulk-limit.ts';
import { FlowRunBulkCreateResponse } from '../flow-runs/bulk.ts';
import { FlowRunFilter } from '../flow-runs/filter.ts';
import { FlowRunResponse } from '../flow-runs/flow-run.ts';
import { FlowFilter } from '../flows/filter.ts';
import { route } from '../route.ts';
import { DeploymentId, Timestamp, Uuid } from '../scalars.ts';
import { TaskRunFilter } from '../task-runs/filter.ts';
import { WorkPoolFilter } from '../work-pools/filter.ts';
import { WorkQueueFilter } from '../work-queues/filter.ts';
import { WorkQueue } from '../work-queues/work-queue.ts';
import { DeploymentBulkDeleteResponse } from './bulk.ts';
import { DeploymentCreate, DeploymentPaginationResponse, DeploymentResponse, DeploymentUpdate } from './deployment.ts';
import { DeploymentFlowRunCreate } from './deployment-flow-run.ts';
import { DeploymentFilter, DeploymentSort } from './filter.ts';

export const deployments = {
  create: route({
    id: 'deployments.create',
    method: 'POST',
    path: '/deployments/',
    body: DeploymentCreate,
    responses: { 200: DeploymentResponse, 201: DeploymentResponse },
  }),
  update: route({
    id: 'deployments.update',
    method: 'PATCH',
    path: '/deployments/{id}',
    params: z.object({ id: DeploymentId }),
    body: DeploymentUpdate,
    responses: { 204: null },
  }),
  read: route({
    id: 'deployments.read',
    method: 'GET',
    path: '/deployments/{id}',
    params: z.object({ id: DeploymentId }),
    responses: { 200: DeploymentResponse },
  }),
  delete: route({
    id: 'deployments.delete',
    method: 'DELETE',
    path: '/deployments/{id}',
    params: z.object({ id: DeploymentId }),
    responses: { 204: null },
  }),
  read_by_name: route({
    id: 'deployments.read_by_name',
    method: 'GET',
    path: '/deployments/name/{flow_name}/{deployment_name}',
    params: z.object({ flow_name: z.string(), deployment_name: z.string() }),
    responses: { 200: DeploymentResponse },
  }),
  bulk_delete: route({
    id: 'deployments.bulk_delete',
    method: 'POST',
    path: '/deployments/bulk_delete',
    body: z.object({ deployments: DeploymentFilter.nullable().optional(), limit: bulkLimit }).prefault({}),
    responses: { 200: DeploymentBulkDeleteResponse },
  }),
  create_flow_runs: route({
    id: 'deployments.create_flow_runs',
    method: 'POST',
    path: '/deployments/{id}/create_flow_run/bulk',
    params: z.object({ id: DeploymentId }),
    body: z.array(DeploymentFlowRunCreate),
    responses: { 200: FlowRunBulkCreateResponse },
  }),
  filter: route({
    id: 'deployments.filter',
    method: 'POST',
    path: '/deployments/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        work_pools: WorkPoolFilter.nullable().optional(),
        work_pool_queues: WorkQueueFilter.nullable().optional(),
        sort: DeploymentSort.default('NAME_ASC'),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(DeploymentResponse) },
  }),
  paginate: route({
    id: 'deployments.paginate',
    method: 'POST',
    path: '/deployments/paginate',
    body: z
      .object({
        page: z.int().min(1).default(1),
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        work_pools: WorkPoolFilter.nullable().optional(),
        work_pool_queues: WorkQueueFilter.nullable().optional(),
        sort: DeploymentSort.default('NAME_ASC'),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: DeploymentPaginationResponse },
  }),
  get_scheduled_flow_runs: route({
    id: 'deployments.get_scheduled_flow_runs',
    method: 'POST',
    path: '/deployments/get_scheduled_flow_runs',
    body: z.object({
      deployment_ids: z.array(Uuid),
      scheduled_before: Timestamp.optional(),
      limit: z.int().optional(),
    }),
    responses: { 200: z.array(FlowRunResponse) },
  }),
  count: route({
    id: 'deployments.count',
    method: 'POST',
    path: '/deployments/count',
    body: z
      .object({
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        work_pools: WorkPoolFilter.nullable().optional(),
        work_pool_queues: WorkQueueFilter.nullable().optional(),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
  schedule: route({
    id: 'deployments.schedule',
    method: 'POST',
    path: '/deployments/{id}/schedule',
    params: z.object({ id: DeploymentId }),
    body: z
      .object({
        start_time: Timestamp.optional(),
        end_time: Timestamp.optional(),
        min_time: z.number().optional(),
        min_runs: z.int().optional(),
        max_runs: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.unknown() },
  }),
  resume: route({
    id: 'deployments.resume',
    method: 'POST',
    path: '/deployments/{id}/resume_deployment',
    params: z.object({ id: DeploymentId }),
    responses: { 200: z.unknown() },
  }),
  pause: route({
    id: 'deployments.pause',
    method: 'POST',
    path: '/deployments/{id}/pause_deployment',
    params: z.object({ id: DeploymentId }),
    responses: { 200: z.unknown() },
  }),
  create_flow_run: route({
    id: 'deployments.create_flow_run',
    method: 'POST',
    path: '/deployments/{id}/create_flow_run',
    params: z.object({ id: DeploymentId }),
    body: DeploymentFlowRunCreate,
    responses: { 200: FlowRunResponse, 201: FlowRunResponse },
  }),
  work_queue_check: route({
    id: 'deployments.work_queue_check',
    method: 'GET',
    path: '/deployments/{id}/work_queue_check',
    params: z.object({ id: DeploymentId }),
    responses: { 200: z.array(WorkQueue) },
  }),
};
