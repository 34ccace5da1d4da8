// store: the runs that workers of a pool may take now.
import type { FlowRunId, Timestamp, WorkPoolId, WorkQueueId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { OCCUPYING } from './read.ts';

/** The queues of a pool, most urgent first; those of some names, when names are given. */
export async function listPoolQueues(
  database: Kysely<Database>,
  query: { work_pool_id: WorkPoolId; names: readonly string[] },
) {
  const rows = await database
    .selectFrom('work_queues')
    .select(['id', 'name', 'is_paused', 'concurrency_limit'])
    .where('work_pool_id', '=', query.work_pool_id)
    .$if(query.names.length > 0, (select) => select.where('name', 'in', query.names))
    .orderBy('priority')
    .execute();
  return rows.map(({ is_paused, ...queue }) => ({ ...queue, is_paused: Boolean(is_paused) }));
}

/** Free slots under a limit that the runs of these queues share; null when there is no limit. */
export async function freeSlots(
  database: Kysely<Database>,
  queue_ids: readonly WorkQueueId[],
  limit: number | null,
): Promise<number | null> {
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

/** Scheduled runs of a queue, earliest first; `scheduled_before` null takes those of any time. */
export async function listDueRuns(
  database: Kysely<Database>,
  query: {
    work_queue_id: WorkQueueId;
    scheduled_before: Timestamp | null;
    scheduled_after: Timestamp | null;
    limit: number;
  },
): Promise<FlowRunId[]> {
  const { work_queue_id, scheduled_before, scheduled_after, limit } = query;
  const rows = await database
    .selectFrom('flow_runs')
    .select('id')
    .where('work_queue_id', '=', work_queue_id)
    .where('state_type', '=', 'SCHEDULED')
    .$if(scheduled_before !== null, (select) => select.where('next_scheduled_start_time', '<=', scheduled_before))
    .$if(scheduled_after !== null, (select) => select.where('next_scheduled_start_time', '>=', scheduled_after))
    .orderBy('next_scheduled_start_time')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** When the first run of any of these queues that is due after a time is so. */
export async function nextDueIn(
  database: Kysely<Database>,
  queue_ids: readonly WorkQueueId[],
  after: Timestamp,
): Promise<Timestamp | null> {
  const times: Timestamp[] = [];
  for (const id of queue_ids) {
    const row = await database
      .selectFrom('flow_runs')
      .select('next_scheduled_start_time')
      .where('work_queue_id', '=', id)
      .where('state_type', '=', 'SCHEDULED')
      .where('next_scheduled_start_time', '>', after)
      .orderBy('next_scheduled_start_time')
      .limit(1)
      .executeTakeFirst();
    if (row?.next_scheduled_start_time) times.push(row.next_scheduled_start_time);
  }
  return times.sort()[0] ?? null;
}
