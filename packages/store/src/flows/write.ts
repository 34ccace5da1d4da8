// store: writing flows.
import type { FlowId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type FlowRow, flowColumns } from './table.ts';

export async function insertFlow(transaction: Transaction<Database>, flow: Decoded<FlowRow>): Promise<void> {
  await transaction.insertInto('flows').values(flowColumns.encode(flow)).execute();
}

/** Whether a flow of that id was there. */
export async function updateFlow(
  transaction: Transaction<Database>,
  id: FlowId,
  patch: Partial<Decoded<FlowRow>>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('flows')
    .set(flowColumns.encode(patch))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether a flow of that id was there. */
export async function deleteFlow(transaction: Transaction<Database>, id: FlowId): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('flows').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
