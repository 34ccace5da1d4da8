import { z } from 'zod';
import { route } from '../route.ts';
import { TaskWorkerFilter, TaskWorkerResponse } from './task-worker.ts';

export const task_workers = {
  filter: route({
    id: 'task_workers.filter',
    method: 'POST',
    path: '/task_workers/filter',
    body: z
      .object({
        task_worker_filter: TaskWorkerFilter.nullable().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(TaskWorkerResponse) },
  }),
};
