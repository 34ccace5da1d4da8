// store: writing work queues.
import type { WorkPoolId, WorkQueueId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type WorkQueueRow, workQueueColumns } from './table.ts';

export async function insertWorkQueue(transaction: Transaction<Database>, queue: Decoded<WorkQueueRow>): Promise<void> {
  await transaction.insertInto('work_queues').values(workQueueColumns.encode(queue)).execute();
}

/** Whether a queue of that id was there. */
export async function updateWorkQueue(
  transaction: Transaction<Database>,
  id: WorkQueueId,
  patch: Partial<Decoded<WorkQueueRow>>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('work_queues')
    .set(workQueueColumns.encode(patch))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes the queue; its runs and deployments lose their place and keep its name. */
export async function deleteWorkQueue(transaction: Transaction<Database>, id: WorkQueueId): Promise<void> {
  await transaction.updateTable('flow_runs').set({ work_queue_id: null }).where('work_queue_id', '=', id).execute();
  await transaction.updateTable('deployments').set({ work_queue_id: null }).where('work_queue_id', '=', id).execute();
  await transaction.deleteFrom('work_queues').where('id', '=', id).execute();
}

/** The priorities of all queues of a pool, the most urgent (the lowest number) first. */
export function listPriorities(transaction: Transaction<Database>, work_pool_id: WorkPoolId) {
  return transaction
    .selectFrom('work_queues')
    .select(['id', 'priority'])
    .where('work_pool_id', '=', work_pool_id)
    .orderBy('priority')
    .execute();
}
