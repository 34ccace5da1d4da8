// server: answers about work queues by their id, and about those of old agents.
import { notFound, type WorkQueueId, type WorkQueueResponse } from '@signalbox/contract';
import {
  createAgentQueue,
  deleteWorkQueue,
  type Engine,
  noteQueuePoll,
  pageLimit,
  queueConcurrencyStatus,
  queueHealth,
  queueOf,
  updateWorkQueue,
} from '@signalbox/engine';
import { findFlowRun, findWorkQueueById, listDueRuns, listWorkQueues, workQueueConditions } from '@signalbox/store';
import { sql } from 'kysely';
import type { HandlersOf } from '../http/handler.ts';

async function existing(engine: Engine, id: WorkQueueId): Promise<WorkQueueResponse> {
  const queue = await findWorkQueueById(engine.store.read, id);
  if (!queue) throw notFound('Work queue');
  return queue;
}

export const work_queues: HandlersOf<'work_queues'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createAgentQueue(engine, body) }),
  update: async ({ params, body }, { engine }) => {
    await updateWorkQueue(engine, (unit) => queueOf(unit, params.id), body);
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => ({ status: 200, body: await existing(engine, params.id) }),
  delete: async ({ params }, { engine }) => {
    await deleteWorkQueue(engine, (unit) => queueOf(unit, params.id));
    return { status: 204, body: null };
  },
  read_by_name: async ({ params }, { engine }) => {
    const conditions = [sql<boolean>`work_queues.name = ${params.name}`];
    const [queue] = await listWorkQueues(engine.store.read, { conditions, limit: 1, offset: 0 });
    if (!queue) throw notFound('Work queue');
    return { status: 200, body: queue };
  },
  get_runs: async ({ params, body }, { engine }) => {
    const queue = await existing(engine, params.id);
    await noteQueuePoll(engine, queue.id);
    if (queue.is_paused) return { status: 200, body: [] };
    const scheduled_before = body.scheduled_before ?? engine.clock();
    const free = queue.concurrency_limit === null ? Number.POSITIVE_INFINITY : queue.concurrency_limit - (queue.active_slots ?? 0);
    const limit = Math.max(0, Math.min(pageLimit(engine, body.limit), free));
    const ids = await listDueRuns(engine.store.read, { work_queue_id: queue.id, scheduled_before, scheduled_after: null, limit });
    const runs = await Promise.all(ids.map((id) => findFlowRun(engine.store.read, id, engine.clock())));
    return { status: 200, body: runs.filter((run) => run !== null) };
  },
  filter: async ({ body }, { engine }) => {
    const conditions = body.work_queues ? workQueueConditions(body.work_queues) : [];
    return { status: 200, body: await listWorkQueues(engine.store.read, { conditions, limit: pageLimit(engine, body.limit), offset: body.offset }) };
  },
  concurrency_status: async ({ params, body }, { engine }) => {
    const queue = await existing(engine, params.id);
    return { status: 200, body: await queueConcurrencyStatus(engine, queue, { page: body.page, limit: pageLimit(engine, body.limit) }) };
  },
  status: async ({ params }, { engine }) => ({ status: 200, body: await queueHealth(engine, await existing(engine, params.id)) }),
};
