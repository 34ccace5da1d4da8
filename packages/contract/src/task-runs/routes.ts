import { z } from 'zod';
import { DeploymentFilter } from '../deployments/filter.ts';
import { FlowRunFilter } from '../flow-runs/filter.ts';
import { HistoryResponse } from '../flow-runs/history.ts';
import { FlowFilter } from '../flows/filter.ts';
import { route } from '../route.ts';
import { TaskRunId, Timestamp } from '../scalars.ts';
import { OrchestrationResult } from '../states/orchestration.ts';
import { StateCreate } from '../states/state.ts';
import { TaskRunFilter, TaskRunSort } from './filter.ts';
import { TaskRun, TaskRunCreate, TaskRunPaginationResponse, TaskRunUpdate } from './task-run.ts';

export const task_runs = {
  create: route({
    id: 'task_runs.create',
    method: 'POST',
    path: '/task_runs/',
    body: TaskRunCreate,
    responses: { 200: TaskRun, 201: TaskRun },
  }),
  update: route({
    id: 'task_runs.update',
    method: 'PATCH',
    path: '/task_runs/{id}',
    params: z.object({ id: TaskRunId }),
    body: TaskRunUpdate,
    responses: { 204: null },
  }),
  read: route({
    id: 'task_runs.read',
    method: 'GET',
    path: '/task_runs/{id}',
    params: z.object({ id: TaskRunId }),
    responses: { 200: TaskRun },
  }),
  delete: route({
    id: 'task_runs.delete',
    method: 'DELETE',
    path: '/task_runs/{id}',
    params: z.object({ id: TaskRunId }),
    responses: { 204: null },
  }),
  count: route({
    id: 'task_runs.count',
    method: 'POST',
    path: '/task_runs/count',
    body: z
      .object({
        flows: FlowFilter.prefault({}),
        flow_runs: FlowRunFilter.prefault({}),
        task_runs: TaskRunFilter.prefault({}),
        deployments: DeploymentFilter.prefault({}),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
  history: route({
    id: 'task_runs.history',
    method: 'POST',
    path: '/task_runs/history',
    body: z.object({
      history_start: Timestamp,
      history_end: Timestamp,
      history_interval_seconds: z.number(),
      flows: FlowFilter.optional(),
      flow_runs: FlowRunFilter.optional(),
      task_runs: TaskRunFilter.optional(),
      deployments: DeploymentFilter.optional(),
    }),
    responses: { 200: z.array(HistoryResponse) },
  }),
  filter: route({
    id: 'task_runs.filter',
    method: 'POST',
    path: '/task_runs/filter',
    body: z
      .object({
        sort: TaskRunSort.default('ID_DESC'),
        offset: z.int().min(0).default(0),
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(TaskRun) },
  }),
  paginate: route({
    id: 'task_runs.paginate',
    method: 'POST',
    path: '/task_runs/paginate',
    body: z
      .object({
        sort: TaskRunSort.default('ID_DESC'),
        page: z.int().min(1).default(1),
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: TaskRunPaginationResponse },
  }),
  set_state: route({
    id: 'task_runs.set_state',
    method: 'POST',
    path: '/task_runs/{id}/set_state',
    params: z.object({ id: TaskRunId }),
    body: z.object({
      state: StateCreate,
      force: z.boolean().default(false),
    }),
    responses: { 200: OrchestrationResult, 201: OrchestrationResult },
  }),
};
