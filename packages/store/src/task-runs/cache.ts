// store: the results of task runs that later ones may take over.
import type { StateId, Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { TaskRunCacheRow } from './cache-table.ts';

/** The state that is kept under the key; null when there is none, or when it has expired. */
export async function findCachedStateId(
  database: Kysely<Database>,
  cache_key: string,
  now: Timestamp,
): Promise<StateId | null> {
  const row = await database
    .selectFrom('task_run_caches')
    .select(['task_run_state_id', 'cache_expiration'])
    .where('cache_key', '=', cache_key)
    .executeTakeFirst();
  if (!row || (row.cache_expiration !== null && row.cache_expiration <= now)) return null;
  return row.task_run_state_id;
}

/** Keeps a state under its key, in place of the one before. */
export async function putCachedState(transaction: Transaction<Database>, row: TaskRunCacheRow): Promise<void> {
  await transaction
    .insertInto('task_run_caches')
    .values(row)
    .onConflict((conflict) => conflict.column('cache_key').doUpdateSet(row))
    .execute();
}
