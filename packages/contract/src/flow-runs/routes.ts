import { z } from 'zod';
import { bulkLimit } from '../bulk-limit.ts';
import { DeploymentFilter } from '../deployments/filter.ts';
import { FlowFilter } from '../flows/filter.ts';
import { route } from '../route.ts';
import { FlowRunId, LabelValue, Timestamp } from '../scalars.ts';
import { OrchestrationResult } from '../states/orchestration.ts';
import { StateCreate } from '../states/state.ts';
import { TaskRunFilter } from '../task-runs/filter.ts';
import { WorkPoolFilter } from '../work-pools/filter.ts';
import { WorkQueueFilter } from '../work-queues/filter.ts';
import { FlowRunBulkDeleteResponse, FlowRunBulkSetStateResponse } from './bulk.ts';
import { DependencyResult } from './dependencies.ts';
import { FlowRunExplanation } from './explanation.ts';
import { FlowRunFilter, FlowRunSort } from './filter.ts';
import { FlowRunCreate, FlowRunPaginationResponse, FlowRunResponse, FlowRunUpdate } from './flow-run.ts';
import { Graph } from './graph.ts';
import { HistoryResponse } from './history.ts';

export const flow_runs = {
  create: route({
    id: 'flow_runs.create',
    method: 'POST',
    path: '/flow_runs/',
    body: FlowRunCreate,
    responses: { 200: FlowRunResponse, 201: FlowRunResponse },
  }),
  update: route({
    id: 'flow_runs.update',
    method: 'PATCH',
    path: '/flow_runs/{id}',
    params: z.object({ id: FlowRunId }),
    body: FlowRunUpdate,
    responses: { 204: null },
  }),
  read: route({
    id: 'flow_runs.read',
    method: 'GET',
    path: '/flow_runs/{id}',
    params: z.object({ id: FlowRunId }),
    responses: { 200: FlowRunResponse },
  }),
  delete: route({
    id: 'flow_runs.delete',
    method: 'DELETE',
    path: '/flow_runs/{id}',
    params: z.object({ id: FlowRunId }),
    responses: { 204: null },
  }),
  count: route({
    id: 'flow_runs.count',
    method: 'POST',
    path: '/flow_runs/count',
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
  /** Seconds by which the runs started late, or are late now, on average; null without runs. */
  lateness: route({
    id: 'flow_runs.lateness',
    method: 'POST',
    path: '/flow_runs/lateness',
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
    responses: { 200: z.number().nullable() },
  }),
  bulk_delete: route({
    id: 'flow_runs.bulk_delete',
    method: 'POST',
    path: '/flow_runs/bulk_delete',
    body: z.object({ flow_runs: FlowRunFilter.nullable().optional(), limit: bulkLimit }).prefault({}),
    responses: { 200: FlowRunBulkDeleteResponse },
  }),
  bulk_set_state: route({
    id: 'flow_runs.bulk_set_state',
    method: 'POST',
    path: '/flow_runs/bulk_set_state',
    body: z.object({
      flow_runs: FlowRunFilter.nullable().optional(),
      state: StateCreate,
      force: z.boolean().default(false),
      limit: bulkLimit,
    }),
    responses: { 200: FlowRunBulkSetStateResponse },
  }),
  /** The graph of the first version: task runs and whose results they took. */
  dependencies: route({
    id: 'flow_runs.dependencies',
    method: 'GET',
    path: '/flow_runs/{id}/graph',
    params: z.object({ id: FlowRunId }),
    responses: { 200: z.array(DependencyResult) },
  }),
  history: route({
    id: 'flow_runs.history',
    method: 'POST',
    path: '/flow_runs/history',
    body: z.object({
      history_start: Timestamp,
      history_end: Timestamp,
      history_interval_seconds: z.number(),
      flows: FlowFilter.nullable().optional(),
      flow_runs: FlowRunFilter.nullable().optional(),
      task_runs: TaskRunFilter.nullable().optional(),
      deployments: DeploymentFilter.nullable().optional(),
      work_pools: WorkPoolFilter.nullable().optional(),
      work_queues: WorkQueueFilter.nullable().optional(),
    }),
    responses: { 200: z.array(HistoryResponse) },
  }),
  graph: route({
    id: 'flow_runs.graph',
    method: 'GET',
    path: '/flow_runs/{id}/graph-v2',
    params: z.object({ id: FlowRunId }),
    query: z.object({ since: Timestamp.prefault('0001-01-01T00:00:00+00:00') }),
    responses: { 200: Graph },
  }),
  resume: route({
    id: 'flow_runs.resume',
    method: 'POST',
    path: '/flow_runs/{id}/resume',
    params: z.object({ id: FlowRunId }),
    body: z
      .object({
        run_input: z.record(z.string(), z.unknown()).nullable().optional(),
      })
      .prefault({}),
    responses: { 200: OrchestrationResult },
  }),
  filter: route({
    id: 'flow_runs.filter',
    method: 'POST',
    path: '/flow_runs/filter',
    body: z
      .object({
        sort: FlowRunSort.default('ID_DESC'),
        offset: z.int().min(0).default(0),
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        work_pools: WorkPoolFilter.nullable().optional(),
        work_pool_queues: WorkQueueFilter.nullable().optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(FlowRunResponse) },
  }),
  set_state: route({
    id: 'flow_runs.set_state',
    method: 'POST',
    path: '/flow_runs/{id}/set_state',
    params: z.object({ id: FlowRunId }),
    body: z.object({
      state: StateCreate,
      force: z.boolean().default(false),
    }),
    responses: { 200: OrchestrationResult, 201: OrchestrationResult },
  }),
  paginate: route({
    id: 'flow_runs.paginate',
    method: 'POST',
    path: '/flow_runs/paginate',
    body: z
      .object({
        sort: FlowRunSort.default('ID_DESC'),
        page: z.int().min(1).default(1),
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        work_pools: WorkPoolFilter.nullable().optional(),
        work_pool_queues: WorkQueueFilter.nullable().optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: FlowRunPaginationResponse },
  }),
  download_logs: route({
    id: 'flow_runs.download_logs',
    method: 'GET',
    path: '/flow_runs/{id}/logs/download',
    params: z.object({ id: FlowRunId }),
    responses: { 200: z.unknown() },
  }),
  update_labels: route({
    id: 'flow_runs.update_labels',
    method: 'PATCH',
    path: '/flow_runs/{id}/labels',
    params: z.object({ id: FlowRunId }),
    body: z.record(z.string(), LabelValue),
    responses: { 204: null },
  }),
  /** Why the run is where it is. An extension: a Prefect server answers 404. */
  explain: route({
    id: 'flow_runs.explain',
    method: 'GET',
    path: '/flow_runs/{id}/explain',
    params: z.object({ id: FlowRunId }),
    responses: { 200: FlowRunExplanation },
  }),
};
