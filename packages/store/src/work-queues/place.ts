// store: where a work queue is: its name and its pool's.
import type { WorkPoolId, WorkQueueId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { executePrepared } from '../dialect/prepared.ts';

export interface PlaceOfQueue {
  readonly queue_name: string;
  readonly pool_id: WorkPoolId;
  readonly pool_name: string;
  readonly pool_type: string;
}

/** The queue and its pool; null when the queue is gone. */
export async function findPlaceOfQueue(database: Kysely<Database>, id: WorkQueueId): Promise<PlaceOfQueue | null> {
  const build = () =>
    database
      .selectFrom('work_queues')
      .innerJoin('work_pools', 'work_pools.id', 'work_queues.work_pool_id')
      .select([
        'work_queues.name as queue_name',
        'work_pools.id as pool_id',
        'work_pools.name as pool_name',
        'work_pools.type as pool_type',
      ])
      .where('work_queues.id', '=', id);
  const { rows } = await executePrepared(database, 'place of a work queue', build, [id]);
  return rows[0] ?? null;
}

/** A queue by the names of its pool and its own; without one it is the pool's default queue. */
export async function findQueueByNames(
  database: Kysely<Database>,
  pool: string,
  queue: string | null,
): Promise<{ readonly id: WorkQueueId; readonly name: string } | null> {
  const row = await database
    .selectFrom('work_pools')
    .innerJoin('work_queues', 'work_queues.work_pool_id', 'work_pools.id')
    .select(['work_queues.id', 'work_queues.name'])
    .where('work_pools.name', '=', pool)
    .where((where) =>
      queue === null
        ? where('work_queues.id', '=', where.ref('work_pools.default_queue_id'))
        : where('work_queues.name', '=', queue),
    )
    .executeTakeFirst();
  return row ?? null;
}
