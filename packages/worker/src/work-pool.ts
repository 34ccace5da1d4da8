// worker: the work pool that a worker serves.
import { type Client, ConflictError, NotFoundError } from '@signalbox/client';
import type { WorkPoolResponse } from '@signalbox/contract';
import { baseJobTemplateFor } from '@signalbox/core';

/** A work pool that this worker cannot serve. */
export class WorkPoolError extends Error {
  override readonly name = 'WorkPoolError';
}

async function createWorkPool(client: Client, name: string, type: string): Promise<WorkPoolResponse> {
  try {
    return await client.work_pools.create({ body: { name, type, base_job_template: { ...baseJobTemplateFor(type) } } });
  } catch (error) {
    // Another worker made it meanwhile.
    if (error instanceof ConflictError) return client.work_pools.read({ params: { name } });
    throw error;
  }
}

/** Reads the pool, or makes it when there is none of that name. */
export async function openWorkPool(client: Client, name: string, type: string): Promise<WorkPoolResponse> {
  let work_pool: WorkPoolResponse;
  try {
    work_pool = await client.work_pools.read({ params: { name } });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    work_pool = await createWorkPool(client, name, type);
  }
  if (work_pool.type !== type)
    throw new WorkPoolError(
      `The work pool ${name} is of type ${work_pool.type}, and this worker serves pools of type ${type}. ` +
        'Name another pool with --pool, or leave out --pool to use the pool `default`.',
    );
  return work_pool;
}
