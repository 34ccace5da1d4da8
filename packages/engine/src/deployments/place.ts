// engine: where the runs of a deployment wait: a queue of a work pool.
import type { WorkQueueId } from '@signalbox/contract';
import type { Unit } from '../engine.ts';
import { existing } from '../work-pools/work-pools.ts';
import { agentPool, queueOf, queueOfName } from '../work-queues/work-queues.ts';

export interface Place {
  readonly work_queue_id: WorkQueueId | null;
  readonly work_queue_name: string | null;
}

/**
 * The queue of that name in the pool, made when it is missing; the pool's default queue without a name. A queue
 * without a pool lies in the pool of old agents.
 * @throws ApiError `not_found` for an unknown pool
 */
export async function placeOf(
  unit: Unit,
  work_pool_name: string | null,
  work_queue_name: string | null,
): Promise<Place> {
  if (work_pool_name === null && work_queue_name === null) return { work_queue_id: null, work_queue_name: null };
  const pool = work_pool_name === null ? await agentPool(unit) : await existing(unit, work_pool_name);
  const queue =
    work_queue_name === null && pool.default_queue_id
      ? await queueOf(unit, pool.default_queue_id)
      : await queueOfName(unit, pool, work_queue_name ?? 'default');
  return { work_queue_id: queue.id, work_queue_name: queue.name };
}
