// store: finding the states of runs.
import type { FlowRunId, State, StateId, TaskRunId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { flowRunStateFromRow, taskRunStateFromRow } from './state-from-row.ts';

export async function findFlowRunState(database: Kysely<Database>, id: StateId): Promise<State | null> {
  const row = await database.selectFrom('flow_run_states').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? flowRunStateFromRow(row) : null;
}

/** Those of the ids that are there, in no order. */
export async function findFlowRunStates(database: Kysely<Database>, ids: readonly StateId[]): Promise<State[]> {
  const rows = await database.selectFrom('flow_run_states').selectAll().where('id', 'in', ids).execute();
  return rows.map(flowRunStateFromRow);
}

/** All states of a flow run, oldest first. */
export async function listFlowRunStates(database: Kysely<Database>, flow_run_id: FlowRunId): Promise<State[]> {
  const rows = await database
    .selectFrom('flow_run_states')
    .selectAll()
    .where('flow_run_id', '=', flow_run_id)
    .orderBy('timestamp')
    .execute();
  return rows.map(flowRunStateFromRow);
}

export async function findTaskRunState(database: Kysely<Database>, id: StateId): Promise<State | null> {
  const row = await database.selectFrom('task_run_states').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? taskRunStateFromRow(row) : null;
}

/** Those of the ids that are there, in no order. */
export async function findTaskRunStates(database: Kysely<Database>, ids: readonly StateId[]): Promise<State[]> {
  const rows = await database.selectFrom('task_run_states').selectAll().where('id', 'in', ids).execute();
  return rows.map(taskRunStateFromRow);
}

/** All states of a task run, oldest first. */
export async function listTaskRunStates(database: Kysely<Database>, task_run_id: TaskRunId): Promise<State[]> {
  const rows = await database
    .selectFrom('task_run_states')
    .selectAll()
    .where('task_run_id', '=', task_run_id)
    .orderBy('timestamp')
    .execute();
  return rows.map(taskRunStateFromRow);
}
