// store: finding flow runs, each with its current state and its place in a work pool.
import type {
  FlowRunFilter,
  FlowRunId,
  FlowRunResponse,
  FlowRunSort,
  State,
  StateId,
  Timestamp,
  WorkPoolId,
} from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { executePrepared } from '../dialect/prepared.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { amongPage, type RunPage } from '../filters/page-in-parts.ts';
import { nameContained, rarelyNamed } from '../run-names/contained.ts';
import { estimatedRunTime, estimatedStartTimeDelta } from '../run-times.ts';
import { flowRunStateFromRow } from '../states/state-from-row.ts';
import { type FlowRunRow, flowRunColumns } from './table.ts';
import { fewTagSets } from './tagged.ts';

export const flowRunOrder = {
  ID_DESC: sql`flow_runs.id desc`,
  START_TIME_ASC: sql`coalesce(flow_runs.start_time, flow_runs.expected_start_time) asc, flow_runs.id asc`,
  START_TIME_DESC: sql`coalesce(flow_runs.start_time, flow_runs.expected_start_time) desc, flow_runs.id desc`,
  EXPECTED_START_TIME_ASC: sql`flow_runs.expected_start_time asc, flow_runs.id asc`,
  EXPECTED_START_TIME_DESC: sql`flow_runs.expected_start_time desc, flow_runs.id desc`,
  NAME_ASC: sql`flow_runs.name asc, flow_runs.id asc`,
  NAME_DESC: sql`flow_runs.name desc, flow_runs.id desc`,
  NEXT_SCHEDULED_START_TIME_ASC: sql`flow_runs.next_scheduled_start_time asc, flow_runs.id asc`,
  END_TIME_DESC: sql`flow_runs.end_time desc, flow_runs.id desc`,
} as const satisfies { [Sort in FlowRunSort]: unknown };

interface PoolOfRun {
  readonly work_pool_id: WorkPoolId | null;
  readonly work_pool_name: string | null;
}

function flowRunResponse(row: FlowRunRow & PoolOfRun, state: State | null, now: Timestamp): FlowRunResponse {
  const decoded = flowRunColumns.decode(row);
  const { work_pool_id, work_pool_name } = row;
  const { state_timestamp: _timestamp, ...run } = decoded;
  return Object.assign(run, {
    work_pool_id,
    work_pool_name,
    state,
    estimated_run_time: estimatedRunTime(decoded, now),
    estimated_start_time_delta: estimatedStartTimeDelta(decoded, now),
  });
}

const runsWithPool = (database: Kysely<Database>) =>
  database
    .selectFrom('flow_runs')
    .leftJoin('work_queues', 'work_queues.id', 'flow_runs.work_queue_id')
    .leftJoin('work_pools', 'work_pools.id', 'work_queues.work_pool_id')
    .selectAll('flow_runs')
    .select(['work_pools.id as work_pool_id', 'work_pools.name as work_pool_name']);

async function stateById(database: Kysely<Database>, id: StateId): Promise<State | null> {
  const build = () => database.selectFrom('flow_run_states').selectAll().where('id', '=', id);
  const { rows } = await executePrepared(database, 'state of a flow run', build, [id]);
  return rows[0] ? flowRunStateFromRow(rows[0]) : null;
}

async function statesById(database: Kysely<Database>, ids: readonly StateId[]): Promise<ReadonlyMap<StateId, State>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom('flow_run_states').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, flowRunStateFromRow(row)]));
}

async function withStates(
  database: Kysely<Database>,
  rows: (FlowRunRow & PoolOfRun)[],
  now: Timestamp,
): Promise<FlowRunResponse[]> {
  const states = await statesById(
    database,
    rows.flatMap(({ state_id }) => (state_id === null ? [] : [state_id])),
  );
  return rows.map((row) => flowRunResponse(row, (row.state_id && states.get(row.state_id)) || null, now));
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
  return flowRunResponse(row, row.state_id && (await stateById(database, row.state_id)), now);
}

export async function findFlowRunByIdempotencyKey(
  database: Kysely<Database>,
  flow_id: FlowRunResponse['flow_id'],
  idempotency_key: string,
  now: Timestamp,
): Promise<FlowRunResponse | null> {
  const row = await runsWithPool(database)
    .where('flow_runs.flow_id', '=', flow_id)
    .where('flow_runs.idempotency_key', '=', idempotency_key)
    .executeTakeFirst();
  return row ? ((await withStates(database, [row], now))[0] ?? null) : null;
}

/** The runs of these ids, in the order of the ids; those that are gone are left out. */
export async function findFlowRuns(
  database: Kysely<Database>,
  ids: readonly FlowRunId[],
  now: Timestamp,
): Promise<FlowRunResponse[]> {
  if (ids.length === 0) return [];
  const rows = await runsWithPool(database).where('flow_runs.id', 'in', ids).execute();
  const runs = new Map((await withStates(database, rows, now)).map((run) => [run.id, run]));
  return ids.flatMap((id) => runs.get(id) ?? []);
}

/** One page of the flow runs that satisfy all conditions. */
export async function listFlowRuns(
  database: Kysely<Database>,
  query: RunPage<FlowRunSort> & {
    now: Timestamp;
    /** The filter of flow runs that the conditions were made of. */
    filter?: FlowRunFilter | null | undefined;
  },
): Promise<FlowRunResponse[]> {
  const order = flowRunOrder[query.sort];
  const conditions = [...(await rarelyNamed(database, 'flow_runs', nameContained(query.filter))), ...query.conditions];
  const tag_sets = await fewTagSets(database, query.filter);
  const rows = await runsWithPool(database)
    .where(amongPage('flow_runs', { ...query, conditions, tag_sets }, order))
    .orderBy(order)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return withStates(database, rows, query.now);
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
  return { run: flowRunColumns.decode(row), state: row.state_id && (await stateById(database, row.state_id)) };
}
