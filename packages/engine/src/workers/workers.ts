// engine: the signs of life of workers, and what they say of their pool.
import { notFound, type WorkerId } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import { deleteWorker as deleteRow, findWorkPoolByName, hasOnlineWorker, putWorkerHeartbeat } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { existing, setPoolStatus, unknownPool } from '../work-pools/work-pools.ts';

export interface WorkerHeartbeat {
  readonly name: string;
  readonly heartbeat_interval_seconds: number | null;
}

/** Notes that the worker lives; its pool is ready from then on. @throws ApiError `not_found` for an unknown pool */
export function recordWorkerHeartbeat(engine: Engine, pool_name: string, heartbeat: WorkerHeartbeat): Promise<void> {
  return engine.write(async (unit) => {
    const pool = await findWorkPoolByName(unit.transaction, pool_name);
    if (!pool) throw unknownPool(pool_name);
    const worker = { ...heartbeat, id: newId<WorkerId>(), work_pool_id: pool.id, now: unit.now };
    const wasOnline = await putWorkerHeartbeat(unit.transaction, worker);
    // A further heartbeat only puts off what is due: whoever waits for that finds out by himself.
    if (!wasOnline) unit.afterCommit(() => unit.wakeUps.wake('service:foreman'));
    if (pool.status === 'NOT_READY') await poolIsServed(unit, pool_name);
  });
}

async function poolIsServed(unit: Unit, name: string): Promise<void> {
  const pool = await existing(unit, name);
  if (!pool.is_paused) await setPoolStatus(unit, pool, 'READY');
}

/** Forgets the worker; one that lives comes back with its next heartbeat. @throws ApiError `not_found` */
export function deleteWorker(engine: Engine, pool_name: string, name: string): Promise<void> {
  return engine.write(async (unit) => {
    const pool = await existing(unit, pool_name);
    if (!(await deleteRow(unit.transaction, pool.id, name))) throw notFound(`Worker "${name}"`);
    if (pool.status === 'READY' && !(await hasOnlineWorker(unit.transaction, pool.id)))
      await setPoolStatus(unit, pool, 'NOT_READY');
  });
}
