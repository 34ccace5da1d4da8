// store: the runs that workers of a pool may take now.
import type { FlowRunId, Timestamp, WorkPoolId, WorkQueueId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { workQueueColumns } from '../work-queues/table.ts';
import { OCCUPYING } from './read.ts';

interface QueueCapacity {
  readonly id: WorkQueueId;
  readonly priority: number;
  /** null: no limit. */
  readonly free: number | null;
}

/** The queues that are not paused, most urgent first, with the free slots of each. */
export async function listOpenQueues(
  database: Kysely<Database>,
  query: { work_pool_id: WorkPoolId; names: readonly string[] },
): Promise<QueueCapacity[]> {
  const rows = await database
    .selectFrom('work_queues')
    .select(['id', 'priority', 'concurrency_limit'])
    .where('work_pool_id', '=', query.work_pool_id)
    .where('is_paused', '=', workQueueColumns.encode({ is_paused: false }).is_paused)
    .$if(query.names.length > 0, (select) => select.where('name', 'in', query.names))
    .orderBy('priority')
    .execute();
  return Promise.all(rows.map(async ({ id, priority, concurrency_limit }) => ({ id, priority, free: await freeSlots(database, [id], concurrency_limit) })));
}

/** Free slots under a limit that the runs of these queues share; null when there is no limit. */
export async function freeSlots(database: Kysely<Database>, queue_ids: readonly WorkQueueId[], limit: number | null): Promise<number | null> {
  if (limit === null) return null;
  if (queue_ids.length === 0) return limit;
  const row = await database
    .selectFrom('flow_runs')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('work_queue_id', 'in', queue_ids)
    .where('state_type', 'in', OCCUPYING)
    .executeTakeFirstOrThrow();
  return Math.max(0, limit - Number(row.count));
}

/** All queues of a pool, paused or not: its limit counts the runs of each. */
export async function listQueueIds(database: Kysely<Database>, work_pool_id: WorkPoolId): Promise<WorkQueueId[]> {
  const rows = await database.selectFrom('work_queues').select('id').where('work_pool_id', '=', work_pool_id).execute();
  return rows.map(({ id }) => id);
}

/** Scheduled runs of a queue due by a time, earliest first. */
export async function listDueRuns(
  database: Kysely<Database>,
  query: { work_queue_id: WorkQueueId; scheduled_before: Timestamp; scheduled_after: Timestamp | null; limit: number },
): Promise<FlowRunId[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .select('id')
    .where('work_queue_id', '=', query.work_queue_id)
    .where('state_type', '=', 'SCHEDULED')
    .where('next_scheduled_start_time', '<=', query.scheduled_before)
    .$if(query.scheduled_after !== null, (select) => select.where('next_scheduled_start_time', '>=', query.scheduled_after))
    .orderBy('next_scheduled_start_time')
    .limit(query.limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** When the next run of any of these queues is due. */
export async function nextDueIn(database: Kysely<Database>, queue_ids: readonly WorkQueueId[]): Promise<Timestamp | null> {
  if (queue_ids.length === 0) return null;
  const rows = await Promise.all(
    queue_ids.map((id) =>
      database
        .selectFrom('flow_runs')
        .select('next_scheduled_start_time')
        .where('work_queue_id', '=', id)
        .where('state_type', '=', 'SCHEDULED')
        .where('next_scheduled_start_time', 'is not', null)
        .orderBy('next_scheduled_start_time')
        .limit(1)
        .executeTakeFirst(),
    ),
  );
  return rows.flatMap((row) => row?.next_scheduled_start_time ?? []).sort()[0] ?? null;
}
