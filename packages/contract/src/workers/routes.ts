import { z } from 'zod';
import { route } from '../route.ts';
import { WorkerFilter } from './filter.ts';
import { WorkerResponse } from './worker.ts';

export const workers = {
  heartbeat: route({
    id: 'workers.heartbeat',
    method: 'POST',
    path: '/work_pools/{work_pool_name}/workers/heartbeat',
    params: z.object({ work_pool_name: z.string() }),
    body: z.object({
      name: z.string(),
      heartbeat_interval_seconds: z.int().nullable().optional(),
    }),
    responses: { 204: null },
  }),
  filter: route({
    id: 'workers.filter',
    method: 'POST',
    path: '/work_pools/{work_pool_name}/workers/filter',
    params: z.object({ work_pool_name: z.string() }),
    body: z
      .object({
        workers: WorkerFilter.nullable().optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(WorkerResponse) },
  }),
  delete: route({
    id: 'workers.delete',
    method: 'DELETE',
    path: '/work_pools/{work_pool_name}/workers/{name}',
    params: z.object({ work_pool_name: z.string(), name: z.string() }),
    responses: { 204: null },
  }),
};
