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
export async function updateWorkQueue(transaction: Transaction<Database>, id: WorkQueueId, patch: Partial<Decoded<WorkQueueRow>>): Promise<boolean> {
  const { numUpdatedRows } = await transaction.updateTable('work_queues').set(workQueueColumns.encode(patch)).where('id', '=', id).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes the queue; its runs and deployments lose their place. */
export async function deleteWorkQueue(transaction: Transaction<Database>, id: WorkQueueId): Promise<void> {
  const nowhere = { work_queue_id: null, work_queue_name: null };
  await transaction.updateTable('flow_runs').set(nowhere).where('work_queue_id', '=', id).execute();
  await transaction.updateTable('deployments').set(nowhere).where('work_queue_id', '=', id).execute();
  await transaction.deleteFrom('work_queues').where('id', '=', id).execute();
}

/** The next free priority of a pool: after all that are taken. */
export async function nextPriority(transaction: Transaction<Database>, work_pool_id: WorkPoolId): Promise<number> {
  const row = await transaction
    .selectFrom('work_queues')
    .select((select) => select.fn.max('priority').as('highest'))
    .where('work_pool_id', '=', work_pool_id)
    .executeTakeFirst();
  return Number(row?.highest ?? 0) + 1;
}

/** Makes room at a priority of a pool: the queues from there on step back by one. */
export async function makeRoomAtPriority(transaction: Transaction<Database>, work_pool_id: WorkPoolId, priority: number, for_id: WorkQueueId): Promise<void> {
  const taken = await transaction
    .selectFrom('work_queues')
    .select('id')
    .where('work_pool_id', '=', work_pool_id)
    .where('priority', '=', priority)
    .where('id', '!=', for_id)
    .executeTakeFirst();
  if (!taken) return;
  await transaction
    .updateTable('work_queues')
    .set((set) => ({ priority: set('priority', '+', 1) }))
    .where('work_pool_id', '=', work_pool_id)
    .where('priority', '>=', priority)
    .where('id', '!=', for_id)
    .execute();
}
