import { z } from 'zod';
import { FlowRunResponse } from '../flow-runs/flow-run.ts';
import { route } from '../route.ts';
import { Timestamp, WorkQueueId } from '../scalars.ts';
import { WorkQueueConcurrencyStatus } from '../work-pools/concurrency-status.ts';
import { WorkQueueFilter } from './filter.ts';
import { WorkQueueCreate, WorkQueueResponse, WorkQueueStatusDetail, WorkQueueUpdate } from './work-queue.ts';

export const work_queues = {
  create: route({
    id: 'work_queues.create',
    method: 'POST',
    path: '/work_queues/',
    body: WorkQueueCreate,
    responses: { 201: WorkQueueResponse },
  }),
  update: route({
    id: 'work_queues.update',
    method: 'PATCH',
    path: '/work_queues/{id}',
    params: z.object({ id: WorkQueueId }),
    body: WorkQueueUpdate,
    responses: { 204: null },
  }),
  read: route({
    id: 'work_queues.read',
    method: 'GET',
    path: '/work_queues/{id}',
    params: z.object({ id: WorkQueueId }),
    responses: { 200: WorkQueueResponse },
  }),
  delete: route({
    id: 'work_queues.delete',
    method: 'DELETE',
    path: '/work_queues/{id}',
    params: z.object({ id: WorkQueueId }),
    responses: { 204: null },
  }),
  read_by_name: route({
    id: 'work_queues.read_by_name',
    method: 'GET',
    path: '/work_queues/name/{name}',
    params: z.object({ name: z.string() }),
    responses: { 200: WorkQueueResponse },
  }),
  get_runs: route({
    id: 'work_queues.get_runs',
    method: 'POST',
    path: '/work_queues/{id}/get_runs',
    params: z.object({ id: WorkQueueId }),
    body: z
      .object({
        scheduled_before: Timestamp.optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(FlowRunResponse) },
  }),
  filter: route({
    id: 'work_queues.filter',
    method: 'POST',
    path: '/work_queues/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        work_queues: WorkQueueFilter.nullable().optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(WorkQueueResponse) },
  }),
  concurrency_status: route({
    id: 'work_queues.concurrency_status',
    method: 'POST',
    path: '/work_queues/{id}/concurrency_status',
    params: z.object({ id: WorkQueueId }),
    body: z
      .object({
        page: z.int().min(1).default(1),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: WorkQueueConcurrencyStatus },
  }),
  status: route({
    id: 'work_queues.status',
    method: 'GET',
    path: '/work_queues/{id}/status',
    params: z.object({ id: WorkQueueId }),
    responses: { 200: WorkQueueStatusDetail },
  }),
};
