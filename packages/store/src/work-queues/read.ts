// store: finding work queues.
import type { WorkPoolId, WorkQueueId, WorkQueueResponse } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { OCCUPYING } from '../work-pools/read.ts';
import { type WorkQueueRow, workQueueColumns } from './table.ts';

const queues = (database: Kysely<Database>) =>
  database
    .selectFrom('work_queues')
    .innerJoin('work_pools', 'work_pools.id', 'work_queues.work_pool_id')
    .selectAll('work_queues')
    .select('work_pools.name as work_pool_name')
    .select((select) =>
      select
        .selectFrom('flow_runs')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('flow_runs.work_queue_id', '=', 'work_queues.id')
        .where('flow_runs.state_type', 'in', OCCUPYING)
        .as('active_slots'),
    );

function responseOf({
  active_slots,
  work_pool_name,
  ...row
}: WorkQueueRow & { active_slots: number | null; work_pool_name: string }): WorkQueueResponse {
  const queue = workQueueColumns.decode(row);
  return { ...queue, status: queue.is_paused ? 'PAUSED' : queue.status, work_pool_name, active_slots };
}

export async function findWorkQueueById(
  database: Kysely<Database>,
  id: WorkQueueId,
): Promise<WorkQueueResponse | null> {
  const row = await queues(database).where('work_queues.id', '=', id).executeTakeFirst();
  return row ? responseOf(row) : null;
}

/** A queue by its name within a pool. */
export async function findWorkQueue(
  database: Kysely<Database>,
  work_pool_id: WorkPoolId,
  name: string,
): Promise<WorkQueueResponse | null> {
  const row = await queues(database)
    .where('work_queues.work_pool_id', '=', work_pool_id)
    .where('work_queues.name', '=', name)
    .executeTakeFirst();
  return row ? responseOf(row) : null;
}

/** One page, by name, or the most urgent first: 1 is the highest priority. */
export async function listWorkQueues(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; order: 'name' | 'priority'; limit: number; offset: number },
): Promise<WorkQueueResponse[]> {
  const rows = await queues(database)
    .where(every(query.conditions))
    .orderBy(`work_queues.${query.order}`)
    .orderBy('work_queues.created')
    .orderBy('work_queues.id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(responseOf);
}

/** The queues of a pool by id and name. */
export function listWorkQueuesOfPool(database: Kysely<Database>, work_pool_id: WorkPoolId) {
  return database.selectFrom('work_queues').select(['id', 'name']).where('work_pool_id', '=', work_pool_id).execute();
}

/** How many runs of a queue are late. */
export async function countLateRuns(database: Kysely<Database>, work_queue_id: WorkQueueId): Promise<number> {
  const row = await database
    .selectFrom('flow_runs')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('work_queue_id', '=', work_queue_id)
    .where('state_type', '=', 'SCHEDULED')
    .where('state_name', '=', 'Late')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
