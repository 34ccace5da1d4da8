// store: writing task runs.
import type { State, TaskRunId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { insertPrepared, updatePrepared } from '../dialect/prepared.ts';
import { taskRunStateColumns } from '../states/task-run-state-table.ts';
import { type TaskRunRow, taskRunColumns } from './table.ts';

export async function insertTaskRun(transaction: Transaction<Database>, run: Decoded<TaskRunRow>): Promise<void> {
  await insertPrepared(transaction, 'task_runs', [taskRunColumns.encode(run)]);
}

/** Whether a run of that id was there. */
export function updateTaskRun(
  transaction: Transaction<Database>,
  id: TaskRunId,
  patch: Partial<Decoded<TaskRunRow>>,
): Promise<boolean> {
  return updatePrepared(transaction, 'task_runs', id, taskRunColumns.encode(patch));
}

/** Keeps a state of a task run; one that is known already is left as it is, and false answered. */
export async function insertTaskRunState(
  transaction: Transaction<Database>,
  task_run_id: TaskRunId,
  state: State,
): Promise<boolean> {
  const row = taskRunStateColumns.encode({ ...state, name: state.name ?? state.type, task_run_id });
  return (await insertPrepared(transaction, 'task_run_states', [row], { ignoreKnownIds: true })) > 0;
}

/** Deletes the task run with its states. Whether it was there. */
export async function deleteTaskRun(transaction: Transaction<Database>, id: TaskRunId): Promise<boolean> {
  await transaction.deleteFrom('task_run_states').where('task_run_id', '=', id).execute();
  const { numDeletedRows } = await transaction.deleteFrom('task_runs').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
