// engine: work queues: the lines of priority within a work pool.
import { ApiError, notFound, type WorkPoolResponse, type WorkQueueCreate, type WorkQueueId, type WorkQueueResponse, type WorkQueueUpdate } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteWorkQueue as deleteRow,
  findWorkQueue,
  findWorkQueueById,
  insertWorkQueue,
  makeRoomAtPriority,
  nextPriority,
  updateWorkQueue as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { createWorkPool, existing, newQueue } from '../work-pools/work-pools.ts';

/** @throws ApiError `not_found` for an unknown pool, `conflict` when the name is taken there */
export function createWorkQueue(engine: Engine, pool_name: string, body: WorkQueueCreate): Promise<WorkQueueResponse> {
  return engine.write(async (unit) => {
    const pool = await existing(unit, pool_name);
    if (await findWorkQueue(unit.transaction, pool.id, body.name)) throw new ApiError('conflict', 'A work queue with this name already exists.');
    return insert(unit, pool, body);
  });
}

async function insert(unit: Unit, pool: WorkPoolResponse, body: WorkQueueCreate): Promise<WorkQueueResponse> {
  const id = newId<WorkQueueId>();
  const priority = body.priority ?? (await nextPriority(unit.transaction, pool.id));
  await makeRoomAtPriority(unit.transaction, pool.id, priority, id);
  const { name, description, ...rest } = body;
  await insertWorkQueue(unit.transaction, { ...newQueue(name, description), ...rest, priority, id, work_pool_id: pool.id, created: unit.now, updated: unit.now });
  return queueOf(unit, id);
}

/** The queue of a name in a pool, made when it is missing. */
export async function queueOfName(unit: Unit, pool: WorkPoolResponse, name: string): Promise<WorkQueueResponse> {
  const found = await findWorkQueue(unit.transaction, pool.id, name);
  if (found) return found;
  return insert(unit, pool, { name, description: '', is_paused: false, concurrency_limit: null, priority: null, filter: null });
}

/** @throws ApiError `not_found` */
export async function queueOf(unit: Unit, id: WorkQueueId): Promise<WorkQueueResponse> {
  const queue = await findWorkQueueById(unit.transaction, id);
  if (!queue) throw notFound('Work queue');
  return queue;
}

/** @throws ApiError `not_found`, `conflict` when the new name is taken */
export function updateWorkQueue(engine: Engine, find: (unit: Unit) => Promise<WorkQueueResponse>, patch: WorkQueueUpdate): Promise<void> {
  return engine.write(async (unit) => {
    const queue = await find(unit);
    const { name, priority, ...rest } = patch;
    if (priority && queue.work_pool_id) await makeRoomAtPriority(unit.transaction, queue.work_pool_id, priority, queue.id);
    await updateRow(unit.transaction, queue.id, { ...rest, ...(name && { name }), ...(priority && { priority }), updated: unit.now });
    unit.afterCommit(() => unit.wakeUps.wake(`runs:${queue.work_pool_id}`));
  });
}

/** @throws ApiError `not_found`, `conflict` for the default queue of a pool, which lives as long as the pool */
export function deleteWorkQueue(engine: Engine, find: (unit: Unit) => Promise<WorkQueueResponse>): Promise<void> {
  return engine.write(async (unit) => {
    const queue = await find(unit);
    const pool = queue.work_pool_name ? await existing(unit, queue.work_pool_name) : null;
    if (pool?.default_queue_id === queue.id) throw new ApiError('conflict', `'${queue.name}' is the default queue of '${pool.name}' and lives as long as the pool.`);
    await deleteRow(unit.transaction, queue.id);
  });
}

/** The pool of queues that were made without one, as by old agents. */
const AGENT_POOL = 'default-agent-pool';

/** A queue outside of any named pool: old clients know no other. @throws ApiError `conflict` when the name is taken */
export async function createAgentQueue(engine: Engine, body: WorkQueueCreate): Promise<WorkQueueResponse> {
  const known = await engine.store.read.selectFrom('work_pools').select('id').where('name', '=', AGENT_POOL).executeTakeFirst();
  if (!known) {
    await createWorkPool(engine, {
      name: AGENT_POOL,
      description: 'Queues that were made without a pool.',
      type: 'prefect-agent',
      base_job_template: {},
      is_paused: false,
      concurrency_limit: null,
      storage_configuration: { bundle_upload_step: null, bundle_execution_step: null, default_result_storage_block_id: null },
    });
  }
  return createWorkQueue(engine, AGENT_POOL, body);
}
