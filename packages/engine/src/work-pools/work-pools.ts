// engine: work pools: where deployments' runs wait for workers.
import {
  ApiError,
  notFound,
  type WorkPoolCreate,
  type WorkPoolId,
  type WorkPoolResponse,
  WorkPoolStorageConfiguration,
  type WorkPoolUpdate,
  type WorkQueueId,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import { deleteWorkPool as deleteRow, findWorkPool, insertWorkPool, insertWorkQueue, updateWorkPool as updateRow } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';

/** Every pool has a queue of this name, which takes what names no other. */
export const DEFAULT_QUEUE = 'default';

/** Names that begin so are kept for the server's own pools. */
const RESERVED = /^prefect/i;

/** @throws ApiError `forbidden` for a reserved name, `conflict` when the name is taken */
export function createWorkPool(engine: Engine, body: WorkPoolCreate): Promise<WorkPoolResponse> {
  return engine.write(async (unit) => {
    if (RESERVED.test(body.name)) throw new ApiError('forbidden', "Worker pools starting with 'Prefect' are reserved for internal use.");
    if (await findWorkPool(unit.transaction, body.name)) throw new ApiError('conflict', 'A work pool with this name already exists.');
    const id = newId<WorkPoolId>();
    const default_queue_id = newId<WorkQueueId>();
    const times = { created: unit.now, updated: unit.now };
    await insertWorkPool(unit.transaction, { ...body, ...times, id, default_queue_id, status: body.type === 'prefect-agent' ? null : 'NOT_READY' });
    await insertWorkQueue(unit.transaction, { ...newQueue(DEFAULT_QUEUE, "The work pool's default queue."), ...times, id: default_queue_id, work_pool_id: id, priority: 1 });
    return existing(unit, body.name);
  });
}

/** The columns of a queue that nothing else is said about. */
export const newQueue = (name: string, description: string | null) =>
  ({ name, description, is_paused: false, concurrency_limit: null, filter: null, last_polled: null, status: 'NOT_READY' }) as const;

/** @throws ApiError `not_found` */
export async function existing(unit: Unit, name: string): Promise<WorkPoolResponse> {
  const pool = await findWorkPool(unit.transaction, name);
  if (!pool) throw notFound(`Work pool '${name}'`);
  return pool;
}

/** @throws ApiError `not_found`; `forbidden` for changes that a reserved pool does not take */
export function updateWorkPool(engine: Engine, name: string, patch: WorkPoolUpdate): Promise<void> {
  return engine.write(async (unit) => {
    const pool = await existing(unit, name);
    const { is_paused, base_job_template, storage_configuration, ...rest } = patch;
    await updateRow(unit.transaction, pool.id, {
      ...rest,
      ...(typeof is_paused === 'boolean' && { is_paused }),
      ...(base_job_template && { base_job_template }),
      ...(storage_configuration !== undefined && { storage_configuration: storage_configuration ?? WorkPoolStorageConfiguration.parse({}) }),
      updated: unit.now,
    });
    unit.afterCommit(() => unit.wakeUps.wake(`runs:${pool.id}`));
  });
}

/** Deletes the pool with its queues and workers. @throws ApiError `not_found`, `forbidden` for a reserved pool */
export function deleteWorkPool(engine: Engine, name: string): Promise<void> {
  return engine.write(async (unit) => {
    const pool = await existing(unit, name);
    if (RESERVED.test(name)) throw new ApiError('forbidden', 'A reserved work pool cannot be deleted.');
    await deleteRow(unit.transaction, pool.id);
  });
}
