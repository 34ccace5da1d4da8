// store: finding task runs, each with its current state.
import type { FlowRunId, State, TaskRun, TaskRunId, TaskRunSort, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { columnCodec } from '../dialect/columns.ts';
import { executePrepared, listedIds } from '../dialect/prepared.ts';
import { type RunQuery, taskRunIdsOnPage } from '../filters/run-page.ts';
import { estimatedRunTime, estimatedStartTimeDelta } from '../run-times.ts';
import { currentStates } from '../states/read.ts';
import { ENCODED_TASK_RUN_COLUMNS } from './table.ts';

/** The columns that the wire has too. */
const COLUMNS = [
  'id',
  'created',
  'updated',
  'name',
  'flow_run_id',
  'task_key',
  'dynamic_key',
  'cache_key',
  'cache_expiration',
  'task_version',
  'empirical_policy',
  'tags',
  'labels',
  'state_id',
  'task_inputs',
  'state_type',
  'state_name',
  'run_count',
  'flow_run_run_count',
  'expected_start_time',
  'next_scheduled_start_time',
  'start_time',
  'end_time',
  'total_run_time',
] as const;

/** As of flow runs, a row has a place for all that the wire says. */
const taskRuns = (database: Kysely<Database>) =>
  database
    .selectFrom('task_runs')
    .select(COLUMNS)
    .select([
      sql<number>`0`.as('estimated_run_time'),
      sql<number>`0`.as('estimated_start_time_delta'),
      sql<State | null>`null`.as('state'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof taskRuns>['execute']>>[number];

const responseColumns = columnCodec<Row>(ENCODED_TASK_RUN_COLUMNS);

function taskRunResponse(row: Row, state: State | null, now: Timestamp): TaskRun {
  const run = responseColumns.decode(row);
  const times = { ...run, state_timestamp: state?.timestamp ?? null };
  run.state = state;
  run.estimated_run_time = estimatedRunTime(times, now);
  run.estimated_start_time_delta = estimatedStartTimeDelta(times, now);
  return run;
}

async function withStates(database: Kysely<Database>, rows: Row[], now: Timestamp): Promise<TaskRun[]> {
  const states = await currentStates(database, 'task_run_states', rows);
  return rows.map((row) => taskRunResponse(row, states.get(row.state_id) ?? null, now));
}

export async function findTaskRun(database: Kysely<Database>, id: TaskRunId, now: Timestamp): Promise<TaskRun | null> {
  const { rows } = await executePrepared(database, 'task run', () => taskRuns(database).where('id', '=', id), [id]);
  return (await withStates(database, rows, now))[0] ?? null;
}

/** The run of a task within a flow run: task key and dynamic key name it there. */
export async function findTaskRunByKey(
  database: Kysely<Database>,
  key: { flow_run_id: FlowRunId; task_key: string; dynamic_key: string },
  now: Timestamp,
): Promise<TaskRun | null> {
  const rows = await taskRuns(database)
    .where('flow_run_id', '=', key.flow_run_id)
    .where('task_key', '=', key.task_key)
    .where('dynamic_key', '=', key.dynamic_key)
    .execute();
  return (await withStates(database, rows, now))[0] ?? null;
}

/** One page of task runs. */
export async function listTaskRuns(database: Kysely<Database>, query: RunQuery<TaskRunSort>): Promise<TaskRun[]> {
  const ids = await taskRunIdsOnPage(database, query);
  const listed = JSON.stringify(ids);
  const build = () => taskRuns(database).where('id', 'in', listedIds<TaskRunId>(listed));
  const { rows } = await executePrepared(database, 'task runs', build, [listed]);
  const runs = new Map((await withStates(database, rows, query.now)).map((run) => [run.id, run]));
  return ids.flatMap((id) => runs.get(id) ?? []);
}
