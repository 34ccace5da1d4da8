import { z } from 'zod';
import { route } from '../route.ts';
import { WorkQueueFilter } from '../work-queues/filter.ts';
import { WorkQueueCreate, WorkQueueResponse, WorkQueueUpdate } from '../work-queues/work-queue.ts';

export const work_pool_queues = {
  create: route({
    id: 'work_pool_queues.create',
    method: 'POST',
    path: '/work_pools/{work_pool_name}/queues',
    params: z.object({ work_pool_name: z.string() }),
    body: WorkQueueCreate,
    responses: { 201: WorkQueueResponse },
  }),
  read: route({
    id: 'work_pool_queues.read',
    method: 'GET',
    path: '/work_pools/{work_pool_name}/queues/{name}',
    params: z.object({ work_pool_name: z.string(), name: z.string() }),
    responses: { 200: WorkQueueResponse },
  }),
  update: route({
    id: 'work_pool_queues.update',
    method: 'PATCH',
    path: '/work_pools/{work_pool_name}/queues/{name}',
    params: z.object({ work_pool_name: z.string(), name: z.string() }),
    body: WorkQueueUpdate,
    responses: { 204: null },
  }),
  delete: route({
    id: 'work_pool_queues.delete',
    method: 'DELETE',
    path: '/work_pools/{work_pool_name}/queues/{name}',
    params: z.object({ work_pool_name: z.string(), name: z.string() }),
    responses: { 204: null },
  }),
  filter: route({
    id: 'work_pool_queues.filter',
    method: 'POST',
    path: '/work_pools/{work_pool_name}/queues/filter',
    params: z.object({ work_pool_name: z.string() }),
    body: z
      .object({
        work_queues: WorkQueueFilter.prefault({}),
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(WorkQueueResponse) },
  }),
};
