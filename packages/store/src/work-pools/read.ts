// store: finding work pools; their slots are the runs that go in them.
import type { StateType, WorkPoolId, WorkPoolResponse } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { type WorkPoolRow, workPoolColumns } from './table.ts';

/** Runs in these states occupy a slot of their pool and queue. */
export const OCCUPYING = ['PENDING', 'RUNNING', 'CANCELLING'] as const satisfies StateType[];

const pools = (database: Kysely<Database>) =>
  database
    .selectFrom('work_pools')
    .selectAll('work_pools')
    .select((select) =>
      select
        .selectFrom('flow_runs')
        .innerJoin('work_queues', 'work_queues.id', 'flow_runs.work_queue_id')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('work_queues.work_pool_id', '=', 'work_pools.id')
        .where('flow_runs.state_type', 'in', OCCUPYING)
        .as('active_slots'),
    );

function responseOf({ active_slots, ...row }: WorkPoolRow & { active_slots: number | null }): WorkPoolResponse {
  const pool = workPoolColumns.decode(row);
  return { ...pool, status: pool.is_paused ? 'PAUSED' : pool.status, active_slots };
}

export async function findWorkPool(database: Kysely<Database>, name: string): Promise<WorkPoolResponse | null> {
  const row = await pools(database).where('work_pools.name', '=', name).executeTakeFirst();
  return row ? responseOf(row) : null;
}

/** The pool without its slots, for what happens often. */
export async function findWorkPoolByName(
  database: Kysely<Database>,
  name: string,
): Promise<Decoded<WorkPoolRow> | null> {
  const row = await database.selectFrom('work_pools').selectAll().where('name', '=', name).executeTakeFirst();
  return row ? workPoolColumns.decode(row) : null;
}

export async function findStoredWorkPool(
  database: Kysely<Database>,
  id: WorkPoolId,
): Promise<Decoded<WorkPoolRow> | null> {
  const row = await database.selectFrom('work_pools').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? workPoolColumns.decode(row) : null;
}

export async function findWorkPoolById(database: Kysely<Database>, id: WorkPoolId): Promise<WorkPoolResponse | null> {
  const row = await pools(database).where('work_pools.id', '=', id).executeTakeFirst();
  return row ? responseOf(row) : null;
}

/** The pools whose runs the server itself submits. */
export async function listPushWorkPools(
  database: Kysely<Database>,
): Promise<Pick<WorkPoolResponse, 'id' | 'name' | 'type'>[]> {
  const rows = await database
    .selectFrom('work_pools')
    .selectAll()
    .where('type', 'like', '%:push')
    .orderBy('name')
    .execute();
  return rows.map((row) => workPoolColumns.decode(row));
}

/** One page, by name. */
export async function listWorkPools(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; limit: number; offset: number },
): Promise<WorkPoolResponse[]> {
  const rows = await pools(database)
    .where(every(query.conditions))
    .orderBy('work_pools.name')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(responseOf);
}

export async function countWorkPools(database: Kysely<Database>, conditions: readonly Condition[]): Promise<number> {
  const row = await database
    .selectFrom('work_pools')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
