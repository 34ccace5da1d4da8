// store: actions that are to be done.
import type { Timestamp, Uuid } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { type DueAction, dueActionColumns } from './due-action-table.ts';

export async function insertDueActions(
  transaction: Transaction<Database>,
  actions: readonly DueAction[],
): Promise<void> {
  if (actions.length === 0) return;
  const rows = actions.map((action) => dueActionColumns.encode(action));
  await transaction.insertInto('due_actions').values(rows).execute();
}

export async function nextDueAction(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database.selectFrom('due_actions').select('due').orderBy('due').limit(1).executeTakeFirst();
  return row?.due ?? null;
}

/** Those that are due, in the order in which they became so. */
export async function listDueActions(database: Kysely<Database>, now: Timestamp, limit: number): Promise<DueAction[]> {
  const rows = await database
    .selectFrom('due_actions')
    .selectAll()
    .where('due', '<=', now)
    .orderBy('due')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => dueActionColumns.decode(row));
}

/** Keeps others from it until then, unless another has done so: nobody else may begin it meanwhile. */
export async function delayAction(
  transaction: Transaction<Database>,
  { id, due }: Pick<DueAction, 'id' | 'due'>,
  until: Timestamp,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('due_actions')
    .set({ due: until })
    .where('id', '=', id)
    .where('due', '=', due)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** It was tried in vain, and is tried again then. */
export async function postponeAction(
  transaction: Transaction<Database>,
  { id, attempts }: Pick<DueAction, 'id' | 'attempts'>,
  due: Timestamp,
): Promise<void> {
  await transaction
    .updateTable('due_actions')
    .set({ due, attempts: attempts + 1 })
    .where('id', '=', id)
    .execute();
}

/** Whether it was still there: another may have done it. */
export async function endAction(transaction: Transaction<Database>, id: Uuid): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('due_actions').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
