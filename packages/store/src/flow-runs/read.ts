// store: finding flow runs, each with its current state and its place in a work pool.
import type { FlowRunId, FlowRunResponse, FlowRunSort, State, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { columnCodec, type Decoded } from '../dialect/columns.ts';
import { executePrepared, listedIds } from '../dialect/prepared.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { flowRunIdsOnPage, type RunQuery } from '../filters/run-page.ts';
import { estimatedRunTime, estimatedStartTimeDelta } from '../run-times.ts';
import { currentStates, findState } from '../states/read.ts';
import { ENCODED_FLOW_RUN_COLUMNS, type FlowRunRow, flowRunColumns } from './table.ts';

/** The columns that the wire has too. */
const COLUMNS = [
  'flow_runs.id',
  'flow_runs.created',
  'flow_runs.updated',
  'flow_runs.name',
  'flow_runs.flow_id',
  'flow_runs.state_id',
  'flow_runs.deployment_id',
  'flow_runs.deployment_version',
  'flow_runs.work_queue_id',
  'flow_runs.work_queue_name',
  'flow_runs.flow_version',
  'flow_runs.parameters',
  'flow_runs.idempotency_key',
  'flow_runs.context',
  'flow_runs.empirical_policy',
  'flow_runs.tags',
  'flow_runs.labels',
  'flow_runs.parent_task_run_id',
  'flow_runs.state_type',
  'flow_runs.state_name',
  'flow_runs.run_count',
  'flow_runs.expected_start_time',
  'flow_runs.next_scheduled_start_time',
  'flow_runs.start_time',
  'flow_runs.end_time',
  'flow_runs.total_run_time',
  'flow_runs.auto_scheduled',
  'flow_runs.infrastructure_document_id',
  'flow_runs.infrastructure_pid',
  'flow_runs.created_by',
  'flow_runs.job_variables',
  'work_pools.id as work_pool_id',
  'work_pools.name as work_pool_name',
] as const;

/** A row has a place for all that the wire says, because an object of so many members that grows is slow to write as JSON. */
const runsWithPool = (database: Kysely<Database>) =>
  database
    .selectFrom('flow_runs')
    .leftJoin('work_queues', 'work_queues.id', 'flow_runs.work_queue_id')
    .leftJoin('work_pools', 'work_pools.id', 'work_queues.work_pool_id')
    .select(COLUMNS)
    .select([
      sql<State | null>`null`.as('state'),
      sql<number>`0`.as('estimated_run_time'),
      sql<number>`0`.as('estimated_start_time_delta'),
    ]);

type RowWithPool = Awaited<ReturnType<ReturnType<typeof runsWithPool>['execute']>>[number];

const responseColumns = columnCodec<RowWithPool>(ENCODED_FLOW_RUN_COLUMNS);

function flowRunResponse(row: RowWithPool, state: State | null, now: Timestamp): FlowRunResponse {
  const run = responseColumns.decode(row);
  const times = { ...run, state_timestamp: state?.timestamp ?? null };
  run.state = state;
  run.estimated_run_time = estimatedRunTime(times, now);
  run.estimated_start_time_delta = estimatedStartTimeDelta(times, now);
  return run;
}

async function withStates(database: Kysely<Database>, rows: RowWithPool[], now: Timestamp): Promise<FlowRunResponse[]> {
  const states = await currentStates(database, 'flow_run_states', rows);
  return rows.map((row) => flowRunResponse(row, states.get(row.state_id) ?? null, now));
}

export async function findFlowRun(
  database: Kysely<Database>,
  id: FlowRunId,
  now: Timestamp,
): Promise<FlowRunResponse | null> {
  const build = () => runsWithPool(database).where('flow_runs.id', '=', id);
  const { rows } = await executePrepared(database, 'flow run with pool', build, [id]);
  const [row] = rows;
  if (!row) return null;
  return flowRunResponse(row, row.state_id && (await findState(database, 'flow_run_states', row.state_id)), now);
}

export async function findFlowRunByIdempotencyKey(
  database: Kysely<Database>,
  flow_id: FlowRunResponse['flow_id'],
  idempotency_key: string,
  now: Timestamp,
): Promise<FlowRunResponse | null> {
  const build = () =>
    runsWithPool(database)
      .where('flow_runs.flow_id', '=', flow_id)
      .where('flow_runs.idempotency_key', '=', idempotency_key);
  const { rows } = await executePrepared(database, 'flow run of a key', build, [flow_id, idempotency_key]);
  return (await withStates(database, rows, now))[0] ?? null;
}

/** The runs of these ids, in the order of the ids; those that are gone are left out. */
export async function findFlowRuns(
  database: Kysely<Database>,
  ids: readonly FlowRunId[],
  now: Timestamp,
): Promise<FlowRunResponse[]> {
  if (ids.length === 0) return [];
  const listed = JSON.stringify(ids);
  const build = () => runsWithPool(database).where('flow_runs.id', 'in', listedIds<FlowRunId>(listed));
  const { rows } = await executePrepared(database, 'flow runs with pool', build, [listed]);
  const runs = new Map((await withStates(database, rows, now)).map((run) => [run.id, run]));
  return ids.flatMap((id) => runs.get(id) ?? []);
}

/** One page of flow runs. */
export async function listFlowRuns(
  database: Kysely<Database>,
  query: RunQuery<FlowRunSort>,
): Promise<FlowRunResponse[]> {
  return findFlowRuns(database, await flowRunIdsOnPage(database, query), query.now);
}

export async function countFlowRuns(database: Kysely<Database>, conditions: readonly Condition[]): Promise<number> {
  const row = await database
    .selectFrom('flow_runs')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** What the rules need to know of a run, and its current state. */
export async function findFlowRunForTransition(
  database: Kysely<Database>,
  id: FlowRunId,
): Promise<{ run: Decoded<FlowRunRow>; state: State | null } | null> {
  const build = () => database.selectFrom('flow_runs').selectAll().where('id', '=', id);
  const { rows } = await executePrepared(database, 'flow run', build, [id]);
  const [row] = rows;
  if (!row) return null;
  return {
    run: flowRunColumns.decode(row),
    state: row.state_id && (await findState(database, 'flow_run_states', row.state_id)),
  };
}
