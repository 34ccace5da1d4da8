// store: the workers of a pool and their last sign of life.
import type { Timestamp, WorkerFilter, WorkerId, WorkerResponse, WorkPoolId } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { combined, every, membership, timeRange } from '../filters/criteria.ts';

/** Most recently seen first. */
export async function listWorkers(
  database: Kysely<Database>,
  query: { work_pool_id: WorkPoolId; filter: WorkerFilter | null; limit: number; offset: number },
): Promise<WorkerResponse[]> {
  const { filter } = query;
  const conditions = filter
    ? combined(filter.operator, [
        ...timeRange(sql.ref('workers.last_heartbeat_time'), filter.last_heartbeat_time),
        ...membership(sql.ref('workers.status'), filter.status),
      ])
    : [];
  return database
    .selectFrom('workers')
    .selectAll()
    .where('work_pool_id', '=', query.work_pool_id)
    .where(every(conditions))
    .orderBy('last_heartbeat_time', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
}

export async function countOnlineWorkers(database: Kysely<Database>, work_pool_id: WorkPoolId): Promise<number> {
  const row = await database
    .selectFrom('workers')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('work_pool_id', '=', work_pool_id)
    .where('status', '=', 'ONLINE')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Notes a sign of life; whether the worker was online already. */
export async function putWorkerHeartbeat(
  transaction: Transaction<Database>,
  heartbeat: {
    id: WorkerId;
    name: string;
    work_pool_id: WorkPoolId;
    heartbeat_interval_seconds: number | null;
    now: Timestamp;
  },
): Promise<boolean> {
  const { id, name, work_pool_id, heartbeat_interval_seconds, now } = heartbeat;
  const known = await transaction
    .selectFrom('workers')
    .select(['status', 'heartbeat_interval_seconds'])
    .where('work_pool_id', '=', work_pool_id)
    .where('name', '=', name)
    .executeTakeFirst();
  const seen = { last_heartbeat_time: now, heartbeat_interval_seconds, status: 'ONLINE', updated: now } as const;
  await transaction
    .insertInto('workers')
    .values({ id, created: now, name, work_pool_id, ...seen })
    .onConflict((conflict) => conflict.columns(['work_pool_id', 'name']).doUpdateSet(seen))
    .execute();
  return known?.status === 'ONLINE' && known.heartbeat_interval_seconds === heartbeat_interval_seconds;
}

export async function hasOnlineWorker(database: Kysely<Database>, work_pool_id: WorkPoolId): Promise<boolean> {
  const row = await database
    .selectFrom('workers')
    .select('id')
    .where('work_pool_id', '=', work_pool_id)
    .where('status', '=', 'ONLINE')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether there was one. */
export async function deleteWorker(
  transaction: Transaction<Database>,
  work_pool_id: WorkPoolId,
  name: string,
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('workers')
    .where('work_pool_id', '=', work_pool_id)
    .where('name', '=', name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function markWorkersOffline(
  transaction: Transaction<Database>,
  ids: readonly WorkerId[],
  updated: Timestamp,
): Promise<void> {
  if (ids.length === 0) return;
  await transaction.updateTable('workers').set({ status: 'OFFLINE', updated }).where('id', 'in', ids).execute();
}

/** Online workers with the time of their last heartbeat and its interval, earliest first. */
export function listOnlineWorkers(database: Kysely<Database>) {
  return database
    .selectFrom('workers')
    .select(['id', 'work_pool_id', 'last_heartbeat_time', 'heartbeat_interval_seconds'])
    .where('status', '=', 'ONLINE')
    .orderBy('last_heartbeat_time')
    .execute();
}
