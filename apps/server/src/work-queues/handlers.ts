// server: answers about work queues by their id, and about those of old agents.
import { notFound, type WorkQueueId, type WorkQueueResponse } from '@signalbox/contract';
import {
  createAgentQueue,
  deleteWorkQueue,
  type Engine,
  findDueRuns,
  notePoll,
  pageLimit,
  queueConcurrencyStatus,
  queueHealth,
  queueOf,
  updateWorkQueue,
} from '@signalbox/engine';
import { findWorkQueueById, listWorkQueues, workQueueConditions } from '@signalbox/store';
import { sql } from 'kysely';
import { givenMembers } from '../http/given.ts';
import type { HandlersOf } from '../http/handler.ts';

async function existing(engine: Engine, id: WorkQueueId): Promise<WorkQueueResponse> {
  const queue = await findWorkQueueById(engine.store.read, id);
  if (!queue) throw notFound('Work queue');
  return queue;
}

export const work_queues: HandlersOf<'work_queues'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createAgentQueue(engine, body) }),
  update: async ({ params, body }, { engine, body_text }) => {
    await updateWorkQueue(engine, (unit) => queueOf(unit, params.id), givenMembers(body, body_text));
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => ({ status: 200, body: await existing(engine, params.id) }),
  delete: async ({ params }, { engine }) => {
    await deleteWorkQueue(engine, (unit) => queueOf(unit, params.id));
    return { status: 204, body: null };
  },
  read_by_name: async ({ params }, { engine }) => {
    const conditions = [sql<boolean>`work_queues.name = ${params.name}`];
    const [queue] = await listWorkQueues(engine.store.read, { conditions, order: 'name', limit: 1, offset: 0 });
    if (!queue) throw notFound('Work queue');
    return { status: 200, body: queue };
  },
  get_runs: async ({ params, body }, { engine }) => {
    const queue = await existing(engine, params.id);
    await notePoll(engine, [queue.id]);
    if (queue.work_pool_id === null) return { status: 200, body: [] };
    const { runs } = await findDueRuns(engine, {
      work_pool_id: queue.work_pool_id,
      work_queue_names: [queue.name],
      scheduled_before: body.scheduled_before ?? null,
      scheduled_after: null,
      limit: pageLimit(engine, body.limit),
    });
    return { status: 200, body: runs.map(({ flow_run }) => flow_run) };
  },
  filter: async ({ body }, { engine }) => {
    const conditions = body.work_queues ? workQueueConditions(body.work_queues) : [];
    return {
      status: 200,
      body: await listWorkQueues(engine.store.read, {
        conditions,
        order: 'name',
        limit: pageLimit(engine, body.limit),
        offset: body.offset,
      }),
    };
  },
  concurrency_status: async ({ params, body }, { engine }) => {
    const queue = await existing(engine, params.id);
    return {
      status: 200,
      body: await queueConcurrencyStatus(engine, queue, { page: body.page, limit: pageLimit(engine, body.limit) }),
    };
  },
  status: async ({ params }, { engine }) => ({
    status: 200,
    body: await queueHealth(engine, await existing(engine, params.id)),
  }),
};
