import { z } from 'zod';
import { bulkLimit } from '../bulk-limit.ts';
import { DeploymentFilter } from '../deployments/filter.ts';
import { FlowRunFilter } from '../flow-runs/filter.ts';
import { route } from '../route.ts';
import { FlowId } from '../scalars.ts';
import { TaskRunFilter } from '../task-runs/filter.ts';
import { WorkPoolFilter } from '../work-pools/filter.ts';
import { FlowBulkDeleteResponse } from './bulk.ts';
import { FlowFilter, FlowSort } from './filter.ts';
import { Flow, FlowCreate, FlowPaginationResponse, FlowUpdate } from './flow.ts';

export const flows = {
  create: route({
    id: 'flows.create',
    method: 'POST',
    path: '/flows/',
    body: FlowCreate,
    responses: { 200: Flow, 201: Flow },
  }),
  update: route({
    id: 'flows.update',
    method: 'PATCH',
    path: '/flows/{id}',
    params: z.object({ id: FlowId }),
    body: FlowUpdate,
    responses: { 204: null },
  }),
  read: route({
    id: 'flows.read',
    method: 'GET',
    path: '/flows/{id}',
    params: z.object({ id: FlowId }),
    responses: { 200: Flow },
  }),
  delete: route({
    id: 'flows.delete',
    method: 'DELETE',
    path: '/flows/{id}',
    params: z.object({ id: FlowId }),
    responses: { 204: null },
  }),
  count: route({
    id: 'flows.count',
    method: 'POST',
    path: '/flows/count',
    body: z
      .object({
        flows: FlowFilter.prefault({}),
        flow_runs: FlowRunFilter.prefault({}),
        task_runs: TaskRunFilter.prefault({}),
        deployments: DeploymentFilter.prefault({}),
        work_pools: WorkPoolFilter.prefault({}),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
  read_by_name: route({
    id: 'flows.read_by_name',
    method: 'GET',
    path: '/flows/name/{name}',
    params: z.object({ name: z.string() }),
    responses: { 200: Flow },
  }),
  bulk_delete: route({
    id: 'flows.bulk_delete',
    method: 'POST',
    path: '/flows/bulk_delete',
    body: z.object({ flows: FlowFilter.nullable().optional(), limit: bulkLimit }).prefault({}),
    responses: { 200: FlowBulkDeleteResponse },
  }),
  filter: route({
    id: 'flows.filter',
    method: 'POST',
    path: '/flows/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        flows: FlowFilter.prefault({}),
        flow_runs: FlowRunFilter.prefault({}),
        task_runs: TaskRunFilter.prefault({}),
        deployments: DeploymentFilter.prefault({}),
        work_pools: WorkPoolFilter.prefault({}),
        sort: FlowSort.default('NAME_ASC'),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(Flow) },
  }),
  paginate: route({
    id: 'flows.paginate',
    method: 'POST',
    path: '/flows/paginate',
    body: z
      .object({
        page: z.int().min(1).default(1),
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        work_pools: WorkPoolFilter.nullable().optional(),
        sort: FlowSort.default('NAME_ASC'),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: FlowPaginationResponse },
  }),
};
