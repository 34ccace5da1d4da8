// server: answers about workers.
import { deleteWorker, pageLimit, recordWorkerHeartbeat, unknownPool } from '@signalbox/engine';
import { findWorkPoolByName, listWorkers } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const workers: HandlersOf<'workers'> = {
  heartbeat: async ({ params, body }, { engine }) => {
    const heartbeat = { name: body.name, heartbeat_interval_seconds: body.heartbeat_interval_seconds ?? null };
    await recordWorkerHeartbeat(engine, params.work_pool_name, heartbeat);
    return { status: 204, body: null };
  },
  filter: async ({ params, body }, { engine }) => {
    const pool = await findWorkPoolByName(engine.store.read, params.work_pool_name);
    if (!pool) throw unknownPool(params.work_pool_name);
    const page = { limit: pageLimit(engine, body.limit), offset: body.offset };
    return {
      status: 200,
      body: await listWorkers(engine.store.read, { work_pool_id: pool.id, filter: body.workers ?? null, ...page }),
    };
  },
  delete: async ({ params }, { engine }) => {
    await deleteWorker(engine, params.work_pool_name, params.name);
    return { status: 204, body: null };
  },
};
