// server: answers about task workers.
import { listTaskWorkers } from '@signalbox/engine';
import type { HandlersOf } from '../http/handler.ts';

export const task_workers: HandlersOf<'task_workers'> = {
  filter: async ({ body }, { engine }) => ({
    status: 200,
    body: await listTaskWorkers(engine, body.task_worker_filter?.task_keys),
  }),
};
