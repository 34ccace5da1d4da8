// store: finding task runs, each with its current state.
import type {
  FlowRunId,
  State,
  StateId,
  TaskRun,
  TaskRunFilter,
  TaskRunId,
  TaskRunSort,
  Timestamp,
} from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { amongPage, type RunPage } from '../filters/page-in-parts.ts';
import { nameContained, rarelyNamed } from '../run-names/contained.ts';
import { estimatedRunTime, estimatedStartTimeDelta } from '../run-times.ts';
import { taskRunStateFromRow } from '../states/state-from-row.ts';
import { type TaskRunRow, taskRunColumns } from './table.ts';

const ORDER = {
  ID_DESC: sql`task_runs.id desc`,
  EXPECTED_START_TIME_ASC: sql`task_runs.expected_start_time asc, task_runs.id asc`,
  EXPECTED_START_TIME_DESC: sql`task_runs.expected_start_time desc, task_runs.id desc`,
  NAME_ASC: sql`task_runs.name asc, task_runs.id asc`,
  NAME_DESC: sql`task_runs.name desc, task_runs.id desc`,
  NEXT_SCHEDULED_START_TIME_ASC: sql`task_runs.next_scheduled_start_time asc, task_runs.id asc`,
  END_TIME_DESC: sql`task_runs.end_time desc, task_runs.id desc`,
} as const satisfies { [Sort in TaskRunSort]: unknown };

async function withStates(database: Kysely<Database>, rows: TaskRunRow[], now: Timestamp): Promise<TaskRun[]> {
  const ids = rows.flatMap(({ state_id }) => (state_id === null ? [] : [state_id]));
  const stateRows =
    ids.length === 0 ? [] : await database.selectFrom('task_run_states').selectAll().where('id', 'in', ids).execute();
  const states = new Map<StateId, State>(stateRows.map((row) => [row.id, taskRunStateFromRow(row)]));
  return rows.map((row) => {
    const { state_timestamp, ...run } = taskRunColumns.decode(row);
    const times = { ...run, state_timestamp };
    return {
      ...run,
      state: (run.state_id && states.get(run.state_id)) || null,
      estimated_run_time: estimatedRunTime(times, now),
      estimated_start_time_delta: estimatedStartTimeDelta(times, now),
    };
  });
}

export async function findTaskRun(database: Kysely<Database>, id: TaskRunId, now: Timestamp): Promise<TaskRun | null> {
  const rows = await database.selectFrom('task_runs').selectAll().where('id', '=', id).execute();
  return (await withStates(database, rows, now))[0] ?? null;
}

/** The run of a task within a flow run: task key and dynamic key name it there. */
export async function findTaskRunByKey(
  database: Kysely<Database>,
  key: { flow_run_id: FlowRunId; task_key: string; dynamic_key: string },
  now: Timestamp,
): Promise<TaskRun | null> {
  const rows = await database
    .selectFrom('task_runs')
    .selectAll()
    .where('flow_run_id', '=', key.flow_run_id)
    .where('task_key', '=', key.task_key)
    .where('dynamic_key', '=', key.dynamic_key)
    .execute();
  return (await withStates(database, rows, now))[0] ?? null;
}

/** One page of the task runs that satisfy all conditions. */
export async function listTaskRuns(
  database: Kysely<Database>,
  query: RunPage<TaskRunSort> & {
    now: Timestamp;
    /** The filter of task runs that the conditions were made of. */
    filter?: TaskRunFilter | null | undefined;
  },
): Promise<TaskRun[]> {
  const order = ORDER[query.sort];
  const conditions = [...(await rarelyNamed(database, 'task_runs', nameContained(query.filter))), ...query.conditions];
  const rows = await database
    .selectFrom('task_runs')
    .selectAll()
    .where(amongPage('task_runs', { ...query, conditions }, order))
    .orderBy(order)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return withStates(database, rows, query.now);
}
