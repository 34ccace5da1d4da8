// engine: where the runs of a deployment wait: a queue of a work pool.
import { notFound, type WorkQueueId } from '@signalbox/contract';
import { findWorkPool } from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { DEFAULT_QUEUE } from '../work-pools/work-pools.ts';
import { queueOfName } from '../work-queues/work-queues.ts';

export interface Place {
  readonly work_queue_id: WorkQueueId | null;
  readonly work_queue_name: string | null;
}

/** The queue of that name in the pool, made when it is missing; the pool's default queue without a name. @throws ApiError `not_found` for an unknown pool */
export async function placeOf(
  unit: Unit,
  work_pool_name: string | null,
  work_queue_name: string | null,
): Promise<Place> {
  if (work_pool_name === null) return { work_queue_id: null, work_queue_name };
  const pool = await findWorkPool(unit.transaction, work_pool_name);
  if (!pool) throw notFound(`Work pool "${work_pool_name}"`);
  const queue = await queueOfName(unit, pool, work_queue_name ?? DEFAULT_QUEUE);
  return { work_queue_id: queue.id, work_queue_name: queue.name };
}
