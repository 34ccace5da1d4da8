// store: finding task runs, each with its current state.
import type { FlowRunId, State, TaskRun, TaskRunId, TaskRunSort, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { columnCodec } from '../dialect/columns.ts';
import { executePrepared } from '../dialect/prepared.ts';
import { onPage, type RunQuery } from '../filters/run-page.ts';
import { estimatedRunTime, estimatedStartTimeDelta } from '../run-times.ts';
import { currentStates } from '../states/read.ts';
import { ENCODED_TASK_RUN_COLUMNS } from './table.ts';

const ORDER = {
  ID_DESC: sql`task_runs.id desc`,
  EXPECTED_START_TIME_ASC: sql`task_runs.expected_start_time asc, task_runs.id asc`,
  EXPECTED_START_TIME_DESC: sql`task_runs.expected_start_time desc, task_runs.id desc`,
  NAME_ASC: sql`task_runs.name asc, task_runs.id asc`,
  NAME_DESC: sql`task_runs.name desc, task_runs.id desc`,
  NEXT_SCHEDULED_START_TIME_ASC: sql`task_runs.next_scheduled_start_time asc, task_runs.id asc`,
  END_TIME_DESC: sql`task_runs.end_time desc, task_runs.id desc`,
} as const satisfies { [Sort in TaskRunSort]: unknown };

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
  const order = ORDER[query.sort];
  const rows = await taskRuns(database)
    .where(await onPage(database, 'task_runs', query, order))
    .orderBy(order)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return withStates(database, rows, query.now);
}
