// store: writing task runs.
import type { State, TaskRunId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { insertNewPrepared, insertPrepared, updatePrepared, upsertLaterTaskRuns } from '../dialect/prepared.ts';
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

/** Brings task runs to what is told of them, and makes those that are new; one that has a later state stays as it is. */
export async function recordTaskRuns(
  transaction: Transaction<Database>,
  runs: readonly Decoded<TaskRunRow>[],
): Promise<void> {
  await upsertLaterTaskRuns(
    transaction,
    runs.map((run) => taskRunColumns.encode(run)),
  );
}

/** Keeps the states of task runs that are not known yet, and gives their ids. */
export function insertTaskRunStates(
  transaction: Transaction<Database>,
  states: readonly (State & { readonly task_run_id: TaskRunId })[],
): Promise<ReadonlySet<string>> {
  const rows = states.map((state) => taskRunStateColumns.encode({ ...state, name: state.name ?? state.type }));
  return insertNewPrepared(transaction, 'task_run_states', rows);
}

/** Keeps a state of a task run; one that is known already is left as it is. */
export async function insertTaskRunState(
  transaction: Transaction<Database>,
  task_run_id: TaskRunId,
  state: State,
): Promise<void> {
  await insertTaskRunStates(transaction, [{ ...state, task_run_id }]);
}

/** Deletes the task run with its states. Whether it was there. */
export async function deleteTaskRun(transaction: Transaction<Database>, id: TaskRunId): Promise<boolean> {
  await transaction.deleteFrom('task_run_states').where('task_run_id', '=', id).execute();
  const { numDeletedRows } = await transaction.deleteFrom('task_runs').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
