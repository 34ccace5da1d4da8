// store: finding the states of runs.
import type { FlowRunId, State, StateId, TaskRunId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { executePrepared, listedIds } from '../dialect/prepared.ts';
import { STATE_COLUMNS, stateFromRow } from './state-from-row.ts';

type States = 'flow_run_states' | 'task_run_states';

export async function findState(database: Kysely<Database>, states: States, id: StateId): Promise<State | null> {
  const build = () => database.selectFrom(states).select(STATE_COLUMNS).where('id', '=', id);
  const { rows } = await executePrepared(database, `one of ${states}`, build, [id]);
  return rows[0] ? stateFromRow(rows[0]) : null;
}

/** Those of the ids that are there, in no order. */
export async function findStates(
  database: Kysely<Database>,
  states: States,
  ids: readonly StateId[],
): Promise<State[]> {
  if (ids.length === 0) return [];
  const listed = JSON.stringify(ids);
  const build = () => database.selectFrom(states).select(STATE_COLUMNS).where('id', 'in', listedIds<StateId>(listed));
  const { rows } = await executePrepared(database, `some of ${states}`, build, [listed]);
  return rows.map(stateFromRow);
}

/** The states that these runs are in. */
export async function currentStates(
  database: Kysely<Database>,
  states: States,
  runs: readonly { readonly state_id: StateId | null }[],
): Promise<ReadonlyMap<StateId | null, State>> {
  const ids = runs.flatMap(({ state_id }) => (state_id === null ? [] : [state_id]));
  return new Map((await findStates(database, states, ids)).map((state) => [state.id, state]));
}

/** All states of a flow run, oldest first. */
export async function listFlowRunStates(database: Kysely<Database>, flow_run_id: FlowRunId): Promise<State[]> {
  const rows = await database
    .selectFrom('flow_run_states')
    .select(STATE_COLUMNS)
    .where('flow_run_id', '=', flow_run_id)
    .orderBy('timestamp')
    .execute();
  return rows.map(stateFromRow);
}

/** All states of a task run, oldest first. */
export async function listTaskRunStates(database: Kysely<Database>, task_run_id: TaskRunId): Promise<State[]> {
  const rows = await database
    .selectFrom('task_run_states')
    .select(STATE_COLUMNS)
    .where('task_run_id', '=', task_run_id)
    .orderBy('timestamp')
    .execute();
  return rows.map(stateFromRow);
}
