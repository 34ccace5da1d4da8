// store: finding deployments with their schedules, their place in a work pool and their limit.
import type {
  DeploymentId,
  DeploymentResponse,
  DeploymentSchedule,
  DeploymentSort,
  FlowId,
  Timestamp,
} from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import { readConcurrencyLimit } from '../concurrency-limits/read.ts';
import type { Database } from '../database.ts';
import { deploymentScheduleColumns } from '../deployment-schedules/table.ts';
import type { Decoded } from '../dialect/columns.ts';
import { executePrepared } from '../dialect/prepared.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { type DeploymentRow, deploymentColumns } from './table.ts';

const ORDER = {
  CREATED_DESC: sql`deployments.created desc, deployments.id desc`,
  UPDATED_DESC: sql`deployments.updated desc, deployments.id desc`,
  NAME_ASC: sql`deployments.name asc, deployments.id asc`,
  NAME_DESC: sql`deployments.name desc, deployments.id desc`,
} as const satisfies { [Sort in DeploymentSort]: unknown };

type Found = DeploymentRow & { pool_name: string | null };

const deploymentsWithPool = (database: Kysely<Database>) =>
  database
    .selectFrom('deployments')
    .leftJoin('work_queues', 'work_queues.id', 'deployments.work_queue_id')
    .leftJoin('work_pools', 'work_pools.id', 'work_queues.work_pool_id')
    .selectAll('deployments')
    .select('work_pools.name as pool_name');

async function schedulesOf(
  database: Kysely<Database>,
  ids: readonly DeploymentId[],
): Promise<ReadonlyMap<DeploymentId, DeploymentSchedule[]>> {
  const schedules = new Map<DeploymentId, DeploymentSchedule[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return schedules;
  const build = () =>
    database
      .selectFrom('deployment_schedules')
      .selectAll()
      .where('deployment_id', 'in', ids)
      .orderBy('updated', 'desc')
      .orderBy('id', 'desc');
  const { rows } = await executePrepared(database, `schedules of ${ids.length} deployments`, build, ids);
  for (const row of rows) schedules.get(row.deployment_id)?.push(deploymentScheduleColumns.decode(row));
  return schedules;
}

async function responsesOf(
  database: Kysely<Database>,
  rows: readonly Found[],
  now: Timestamp,
): Promise<DeploymentResponse[]> {
  const schedules = await schedulesOf(
    database,
    rows.map(({ id }) => id),
  );
  const responses = rows.map(async ({ pool_name, ...row }): Promise<DeploymentResponse> => {
    const {
      concurrency_limit_id,
      version_id: _version,
      version_info: _info,
      ...deployment
    } = deploymentColumns.decode(row);
    return {
      ...deployment,
      schedules: schedules.get(row.id) ?? [],
      // Clients read the limit from its object; this older field stays empty, as on a Prefect server.
      concurrency_limit: null,
      global_concurrency_limit:
        concurrency_limit_id && (await readConcurrencyLimit(database, concurrency_limit_id, now)),
      work_pool_name: pool_name,
    };
  });
  return Promise.all(responses);
}

export async function findDeployment(
  database: Kysely<Database>,
  id: DeploymentId,
  now: Timestamp,
): Promise<DeploymentResponse | null> {
  const build = () => deploymentsWithPool(database).where('deployments.id', '=', id);
  const { rows } = await executePrepared(database, 'deployment with pool', build, [id]);
  return (await responsesOf(database, rows, now))[0] ?? null;
}

export async function findDeploymentByName(
  database: Kysely<Database>,
  names: { flow_name: string; deployment_name: string },
  now: Timestamp,
): Promise<DeploymentResponse | null> {
  const rows = await deploymentsWithPool(database)
    .innerJoin('flows', 'flows.id', 'deployments.flow_id')
    .where('flows.name', '=', names.flow_name)
    .where('deployments.name', '=', names.deployment_name)
    .execute();
  return (await responsesOf(database, rows, now))[0] ?? null;
}

/** A deployment as it is stored. */
export type StoredDeployment = Decoded<DeploymentRow>;

export async function findStoredDeployment(
  database: Kysely<Database>,
  id: DeploymentId,
): Promise<StoredDeployment | null> {
  const build = () => database.selectFrom('deployments').selectAll().where('id', '=', id);
  const { rows } = await executePrepared(database, 'deployment', build, [id]);
  return rows[0] ? deploymentColumns.decode(rows[0]) : null;
}

/** The deployment of a flow by its name, for an upsert. */
export async function findDeploymentOfFlow(
  database: Kysely<Database>,
  flow_id: FlowId,
  name: string,
): Promise<StoredDeployment | null> {
  const build = () =>
    database.selectFrom('deployments').selectAll().where('flow_id', '=', flow_id).where('name', '=', name);
  const { rows } = await executePrepared(database, 'deployment of a flow', build, [flow_id, name]);
  return rows[0] ? deploymentColumns.decode(rows[0]) : null;
}

export async function listDeploymentIdsOfFlow(database: Kysely<Database>, flow_id: FlowId): Promise<DeploymentId[]> {
  const rows = await database.selectFrom('deployments').select('id').where('flow_id', '=', flow_id).execute();
  return rows.map(({ id }) => id);
}

/** One page of the deployments that satisfy all conditions. */
export async function listDeployments(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; sort: DeploymentSort; limit: number; offset: number; now: Timestamp },
): Promise<DeploymentResponse[]> {
  const rows = await deploymentsWithPool(database)
    .where(every(query.conditions))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return responsesOf(database, rows, query.now);
}

export async function countDeployments(database: Kysely<Database>, conditions: readonly Condition[]): Promise<number> {
  const row = await database
    .selectFrom('deployments')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function listDeploymentSchedules(
  database: Kysely<Database>,
  deployment_id: DeploymentId,
): Promise<DeploymentSchedule[]> {
  return (await schedulesOf(database, [deployment_id])).get(deployment_id) ?? [];
}
