import { z } from 'zod';
import { route } from '../route.ts';
import { ConcurrencyLimitId, TaskRunId, Uuid } from '../scalars.ts';
import { MinimalConcurrencyLimitResponse } from './concurrency-limit.ts';
import { ConcurrencyLimit, ConcurrencyLimitCreate } from './tag-concurrency-limit.ts';

/** The first version of the limits: each is about one tag of task runs. */
export const tag_concurrency_limits = {
  create: route({
    id: 'tag_concurrency_limits.create',
    method: 'POST',
    path: '/concurrency_limits/',
    body: ConcurrencyLimitCreate,
    responses: { 200: ConcurrencyLimit, 201: ConcurrencyLimit },
  }),
  read: route({
    id: 'tag_concurrency_limits.read',
    method: 'GET',
    path: '/concurrency_limits/{id}',
    params: z.object({ id: ConcurrencyLimitId }),
    responses: { 200: ConcurrencyLimit },
  }),
  delete: route({
    id: 'tag_concurrency_limits.delete',
    method: 'DELETE',
    path: '/concurrency_limits/{id}',
    params: z.object({ id: ConcurrencyLimitId }),
    responses: { 200: z.null() },
  }),
  read_by_tag: route({
    id: 'tag_concurrency_limits.read_by_tag',
    method: 'GET',
    path: '/concurrency_limits/tag/{tag}',
    params: z.object({ tag: z.string() }),
    responses: { 200: ConcurrencyLimit },
  }),
  delete_by_tag: route({
    id: 'tag_concurrency_limits.delete_by_tag',
    method: 'DELETE',
    path: '/concurrency_limits/tag/{tag}',
    params: z.object({ tag: z.string() }),
    responses: { 200: z.null() },
  }),
  filter: route({
    id: 'tag_concurrency_limits.filter',
    method: 'POST',
    path: '/concurrency_limits/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(ConcurrencyLimit) },
  }),
  reset: route({
    id: 'tag_concurrency_limits.reset',
    method: 'POST',
    path: '/concurrency_limits/tag/{tag}/reset',
    params: z.object({ tag: z.string() }),
    body: z
      .object({
        slot_override: z.array(Uuid).nullable().optional(),
      })
      .prefault({}),
    responses: { 200: z.null() },
  }),
  increment: route({
    id: 'tag_concurrency_limits.increment',
    method: 'POST',
    path: '/concurrency_limits/increment',
    body: z.object({
      names: z.array(z.string()),
      task_run_id: TaskRunId,
    }),
    responses: { 200: z.array(MinimalConcurrencyLimitResponse) },
  }),
  decrement: route({
    id: 'tag_concurrency_limits.decrement',
    method: 'POST',
    path: '/concurrency_limits/decrement',
    body: z.object({
      names: z.array(z.string()),
      task_run_id: TaskRunId,
    }),
    responses: { 200: z.array(MinimalConcurrencyLimitResponse) },
  }),
};
