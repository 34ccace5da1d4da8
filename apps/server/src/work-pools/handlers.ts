// server: answers about work pools.
import type { WorkPoolResponse } from '@signalbox/contract';
import {
  createWorkPool,
  deleteWorkPool,
  type Engine,
  pageLimit,
  poolConcurrencyStatus,
  scheduledRuns,
  unknownPool,
  updateWorkPool,
} from '@signalbox/engine';
import { countWorkPools, findWorkPool, listWorkPools, workPoolConditions } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

async function existing(engine: Engine, name: string): Promise<WorkPoolResponse> {
  const pool = await findWorkPool(engine.store.read, name);
  if (!pool) throw unknownPool(name);
  return pool;
}

export const work_pools: HandlersOf<'work_pools'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createWorkPool(engine, body) }),
  read: async ({ params }, { engine }) => ({ status: 200, body: await existing(engine, params.name) }),
  update: async ({ params, body }, { engine }) => {
    await updateWorkPool(engine, params.name, body);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteWorkPool(engine, params.name);
    return { status: 204, body: null };
  },
  filter: async ({ body }, { engine }) => {
    const conditions = body.work_pools ? workPoolConditions(body.work_pools) : [];
    return {
      status: 200,
      body: await listWorkPools(engine.store.read, {
        conditions,
        limit: pageLimit(engine, body.limit),
        offset: body.offset,
      }),
    };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countWorkPools(engine.store.read, body.work_pools ? workPoolConditions(body.work_pools) : []),
  }),
  concurrency_status: async ({ params, body }, { engine }) => {
    const pool = await existing(engine, params.name);
    return {
      status: 200,
      body: await poolConcurrencyStatus(engine, pool, { page: body.page, limit: pageLimit(engine, body.limit) }),
    };
  },
  get_scheduled_flow_runs: async ({ params, query, body }, { engine, signal }) => {
    const { work_pool_id, runs } = await scheduledRuns(engine, params.name, {
      work_queue_names: body.work_queue_names,
      scheduled_before: body.scheduled_before ?? null,
      scheduled_after: body.scheduled_after ?? null,
      limit: pageLimit(engine, body.limit),
      wait_seconds: query.wait_seconds,
      signal,
    });
    return { status: 200, body: runs.map((run) => ({ work_pool_id, ...run })) };
  },
};
