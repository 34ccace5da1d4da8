// store: writing work pools.
import type { WorkPoolId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type WorkPoolRow, workPoolColumns } from './table.ts';

export async function insertWorkPool(transaction: Transaction<Database>, pool: Decoded<WorkPoolRow>): Promise<void> {
  await transaction.insertInto('work_pools').values(workPoolColumns.encode(pool)).execute();
}

/** Whether a pool of that name was there. */
export async function updateWorkPool(
  transaction: Transaction<Database>,
  id: WorkPoolId,
  patch: Partial<Decoded<WorkPoolRow>>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('work_pools')
    .set(workPoolColumns.encode(patch))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes the pool with its queues and workers; runs and deployments lose their place and keep the name of their queue. */
export async function deleteWorkPool(transaction: Transaction<Database>, id: WorkPoolId): Promise<void> {
  const queues = transaction.selectFrom('work_queues').select('id').where('work_pool_id', '=', id);
  const nowhere = { work_queue_id: null };
  await transaction.updateTable('flow_runs').set(nowhere).where('work_queue_id', 'in', queues).execute();
  await transaction.updateTable('deployments').set(nowhere).where('work_queue_id', 'in', queues).execute();
  await transaction.deleteFrom('work_queues').where('work_pool_id', '=', id).execute();
  await transaction.deleteFrom('workers').where('work_pool_id', '=', id).execute();
  await transaction.deleteFrom('work_pools').where('id', '=', id).execute();
}
