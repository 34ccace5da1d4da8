// server: answers about the queues of a work pool.
import { notFound, type WorkQueueResponse } from '@signalbox/contract';
import { createWorkQueue, deleteWorkQueue, pageLimit, unknownPool, updateWorkQueue } from '@signalbox/engine';
import {
  type Database,
  findWorkPool,
  findWorkQueue,
  listWorkQueues,
  membership,
  workQueueConditions,
} from '@signalbox/store';
import { type Kysely, sql } from 'kysely';
import { givenMembers } from '../http/given.ts';
import type { HandlersOf } from '../http/handler.ts';

async function named(
  database: Kysely<Database>,
  params: { work_pool_name: string; name: string },
): Promise<WorkQueueResponse> {
  const pool = await findWorkPool(database, params.work_pool_name);
  if (!pool) throw unknownPool(params.work_pool_name);
  const queue = await findWorkQueue(database, pool.id, params.name);
  if (!queue) throw notFound(`Work queue '${params.name}'`);
  return queue;
}

export const work_pool_queues: HandlersOf<'work_pool_queues'> = {
  create: async ({ params, body }, { engine }) => ({
    status: 201,
    body: await createWorkQueue(engine, params.work_pool_name, body),
  }),
  read: async ({ params }, { engine }) => ({ status: 200, body: await named(engine.store.read, params) }),
  update: async ({ params, body }, { engine, body_text }) => {
    const patch = givenMembers(body, body_text);
    await updateWorkQueue(engine, ({ transaction }) => named(transaction, params), patch);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteWorkQueue(engine, ({ transaction }) => named(transaction, params));
    return { status: 204, body: null };
  },
  filter: async ({ params, body }, { engine }) => {
    const pool = await findWorkPool(engine.store.read, params.work_pool_name);
    if (!pool) throw unknownPool(params.work_pool_name);
    const conditions = [
      ...membership(sql.ref('work_queues.work_pool_id'), { any_: [pool.id] }),
      ...(body.work_queues ? workQueueConditions(body.work_queues) : []),
    ];
    return {
      status: 200,
      body: await listWorkQueues(engine.store.read, {
        conditions,
        order: 'priority',
        limit: pageLimit(engine, body.limit),
        offset: body.offset,
      }),
    };
  },
};
