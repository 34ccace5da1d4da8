// engine: the signs of life of workers, and what they say of their pool.
import { notFound, type WorkerId } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import { deleteWorker as deleteRow, putWorkerHeartbeat, updateWorkPool } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { workPoolStatusEvent } from '../work-pools/pool-status-event.ts';
import { existing } from '../work-pools/work-pools.ts';

export interface WorkerHeartbeat {
  readonly name: string;
  readonly heartbeat_interval_seconds: number | null;
}

/** Notes that the worker lives; its pool is ready from then on. @throws ApiError `not_found` for an unknown pool */
export function recordWorkerHeartbeat(engine: Engine, pool_name: string, heartbeat: WorkerHeartbeat): Promise<void> {
  return engine.write(async (unit) => {
    const pool = await existing(unit, pool_name);
    await putWorkerHeartbeat(unit.transaction, { ...heartbeat, id: newId<WorkerId>(), work_pool_id: pool.id, now: unit.now });
    unit.afterCommit(() => unit.wakeUps.wake('service:foreman'));
    if (pool.status !== 'NOT_READY') return;
    await updateWorkPool(unit.transaction, pool.id, { status: 'READY', updated: unit.now });
    unit.emit(workPoolStatusEvent(pool, 'READY', unit.now));
  });
}

/** @throws ApiError `not_found` */
export function deleteWorker(engine: Engine, pool_name: string, name: string): Promise<void> {
  return engine.write(async (unit) => {
    const pool = await existing(unit, pool_name);
    if (!(await deleteRow(unit.transaction, pool.id, name))) throw notFound(`Worker '${name}'`);
  });
}
