// worker: the work pool that a worker serves.
import { type Client, ConflictError, NotFoundError } from '@signalbox/client';
import type { WorkPoolResponse } from '@signalbox/contract';
import { baseJobTemplateFor } from '@signalbox/core';
import { WorkPoolError } from './work-pool-error.ts';

async function createWorkPool(client: Client, name: string, type: string): Promise<WorkPoolResponse> {
  try {
    return await client.work_pools.create({ body: { name, type, base_job_template: { ...baseJobTemplateFor(type) } } });
  } catch (error) {
    // Another worker made it meanwhile.
    if (error instanceof ConflictError) return client.work_pools.read({ params: { name } });
    throw error;
  }
}

/**
 * Reads the pool, or makes it when there is none of that name.
 * @param type that the worker is to serve; null takes the pool's own, and `process` for a pool that is made
 * @throws WorkPoolError when the pool has another type
 */
export async function openWorkPool(client: Client, name: string, type: string | null): Promise<WorkPoolResponse> {
  let work_pool: WorkPoolResponse;
  try {
    work_pool = await client.work_pools.read({ params: { name } });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    work_pool = await createWorkPool(client, name, type ?? 'process');
  }
  if (type !== null && work_pool.type !== type)
    throw new WorkPoolError(
      `The work pool ${name} is of type ${work_pool.type}, and this worker is to serve pools of type ${type}. ` +
        'Name another pool with --pool, or leave out --type to serve the pool as it is.',
    );
  return work_pool;
}
