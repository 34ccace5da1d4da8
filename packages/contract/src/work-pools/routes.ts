import { z } from 'zod';
import { route } from '../route.ts';
import { Timestamp } from '../scalars.ts';
import { WorkerFlowRunResponse } from '../workers/scheduled-flow-run.ts';
import { WorkPoolConcurrencyStatus } from './concurrency-status.ts';
import { WorkPoolFilter } from './filter.ts';
import { WorkPoolCreate, WorkPoolResponse, WorkPoolUpdate } from './work-pool.ts';

export const work_pools = {
  create: route({
    id: 'work_pools.create',
    method: 'POST',
    path: '/work_pools/',
    body: WorkPoolCreate,
    responses: { 201: WorkPoolResponse },
  }),
  read: route({
    id: 'work_pools.read',
    method: 'GET',
    path: '/work_pools/{name}',
    params: z.object({ name: z.string() }),
    responses: { 200: WorkPoolResponse },
  }),
  update: route({
    id: 'work_pools.update',
    method: 'PATCH',
    path: '/work_pools/{name}',
    params: z.object({ name: z.string() }),
    body: WorkPoolUpdate,
    responses: { 204: null },
  }),
  delete: route({
    id: 'work_pools.delete',
    method: 'DELETE',
    path: '/work_pools/{name}',
    params: z.object({ name: z.string() }),
    responses: { 204: null },
  }),
  filter: route({
    id: 'work_pools.filter',
    method: 'POST',
    path: '/work_pools/filter',
    body: z
      .object({
        work_pools: WorkPoolFilter.nullable().optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(WorkPoolResponse) },
  }),
  count: route({
    id: 'work_pools.count',
    method: 'POST',
    path: '/work_pools/count',
    body: z
      .object({
        work_pools: WorkPoolFilter.nullable().optional(),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
  concurrency_status: route({
    id: 'work_pools.concurrency_status',
    method: 'POST',
    path: '/work_pools/{name}/concurrency_status',
    params: z.object({ name: z.string() }),
    body: z
      .object({
        page: z.int().min(1).default(1),
        flow_run_limit: z.int().min(0).max(200).default(10),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: WorkPoolConcurrencyStatus },
  }),
  get_scheduled_flow_runs: route({
    id: 'work_pools.get_scheduled_flow_runs',
    method: 'POST',
    path: '/work_pools/{name}/get_scheduled_flow_runs',
    params: z.object({ name: z.string() }),
    /** `wait_seconds`, an extension: holds the answer until a run is due, so that a worker need not poll. */
    query: z.object({ wait_seconds: z.coerce.number().min(0).max(60).default(0) }),
    body: z
      .object({
        work_queue_names: z.array(z.string()).default([]),
        scheduled_before: Timestamp.optional(),
        scheduled_after: Timestamp.optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(WorkerFlowRunResponse) },
  }),
};
