// store: task runs that wait for a task worker, the longest waiting first.
import type { TaskRunId, Timestamp } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { WaitingTaskRunRow } from './table.ts';

/** Enters a task run at the end of the line; one that was sent to somebody before is sent anew. */
export async function insertWaitingTaskRun(
  transaction: Transaction<Database>,
  row: Pick<WaitingTaskRunRow, 'task_run_id' | 'task_key' | 'enqueued'>,
): Promise<void> {
  const waiting = { ...row, holder: null, held_until: null };
  await transaction
    .insertInto('waiting_task_runs')
    .values(waiting)
    .onConflict((conflict) => conflict.column('task_run_id').doUpdateSet(waiting))
    .execute();
}

const waitingFor = (database: Kysely<Database>, task_keys: readonly string[]) =>
  database.selectFrom('waiting_task_runs').where('task_key', 'in', task_keys);

/** The one that has waited longest and is held by nobody. */
export async function findWaitingTaskRun(
  database: Kysely<Database>,
  task_keys: readonly string[],
  now: Timestamp,
): Promise<TaskRunId | null> {
  if (task_keys.length === 0) return null;
  const row = await waitingFor(database, task_keys)
    .select('task_run_id')
    .where(sql<boolean>`coalesce(held_until, '') <= ${now}`)
    .orderBy('enqueued')
    .orderBy('task_run_id')
    .limit(1)
    .executeTakeFirst();
  return row?.task_run_id ?? null;
}

/** When the first of those that are held may be sent to another. */
export async function nextReleaseOfTaskRun(
  database: Kysely<Database>,
  task_keys: readonly string[],
): Promise<Timestamp | null> {
  if (task_keys.length === 0) return null;
  const row = await waitingFor(database, task_keys)
    .select('held_until')
    .where('held_until', 'is not', null)
    .orderBy('held_until')
    .limit(1)
    .executeTakeFirst();
  return row?.held_until ?? null;
}

export async function holdWaitingTaskRun(
  transaction: Transaction<Database>,
  id: TaskRunId,
  hold: { holder: string; held_until: Timestamp },
): Promise<void> {
  await transaction.updateTable('waiting_task_runs').set(hold).where('task_run_id', '=', id).execute();
}

/** Lets what a connection holds be sent to others; answers the keys of those tasks. */
export async function releaseTaskRunsHeldBy(transaction: Transaction<Database>, holder: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom('waiting_task_runs')
    .select('task_key')
    .where('holder', '=', holder)
    .execute();
  await transaction
    .updateTable('waiting_task_runs')
    .set({ holder: null, held_until: null })
    .where('holder', '=', holder)
    .execute();
  return rows.map(({ task_key }) => task_key);
}

/** Takes it out of the line. @param holder only when this connection holds it; default: whoever does */
export async function deleteWaitingTaskRun(
  transaction: Transaction<Database>,
  id: TaskRunId,
  holder?: string,
): Promise<void> {
  let deletion = transaction.deleteFrom('waiting_task_runs').where('task_run_id', '=', id);
  if (holder !== undefined) deletion = deletion.where('holder', '=', holder);
  await deletion.execute();
}
