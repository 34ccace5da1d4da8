// store: when queues and deployments were last asked for runs, which tells whether they are ready.
import type { DeploymentId, Timestamp, WorkQueueId } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, membership } from '../filters/criteria.ts';
import { workQueueColumns } from './table.ts';

/** Deployments by their ids, or all of some queues. */
export type PolledDeployments =
  | { readonly deployment_ids: readonly DeploymentId[] }
  | { readonly work_queue_ids: readonly WorkQueueId[] };

function polled(which: PolledDeployments): Condition {
  const [condition] =
    'deployment_ids' in which
      ? membership(sql.ref('deployments.id'), { any_: which.deployment_ids })
      : membership(sql.ref('deployments.work_queue_id'), { any_: which.work_queue_ids });
  return condition ?? sql<boolean>`1 = 0`;
}

/** Those of the queues that a poll makes ready: not the paused ones. */
export async function listUnreadyQueues(
  database: Kysely<Database>,
  ids: readonly WorkQueueId[],
): Promise<WorkQueueId[]> {
  const rows = await database
    .selectFrom('work_queues')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '!=', 'READY')
    .where('is_paused', '=', workQueueColumns.encode({ is_paused: false }).is_paused)
    .execute();
  return rows.map(({ id }) => id);
}

export async function listUnreadyDeployments(
  database: Kysely<Database>,
  which: PolledDeployments,
): Promise<DeploymentId[]> {
  const rows = await database
    .selectFrom('deployments')
    .select('id')
    .where(polled(which))
    .where('status', '!=', 'READY')
    .execute();
  return rows.map(({ id }) => id);
}

export async function noteQueuesPolled(
  transaction: Transaction<Database>,
  ids: readonly WorkQueueId[],
  last_polled: Timestamp,
): Promise<void> {
  await transaction.updateTable('work_queues').set({ last_polled, status: 'READY' }).where('id', 'in', ids).execute();
}

export async function noteDeploymentsPolled(
  transaction: Transaction<Database>,
  which: PolledDeployments,
  last_polled: Timestamp,
): Promise<void> {
  await transaction.updateTable('deployments').set({ last_polled, status: 'READY' }).where(polled(which)).execute();
}

/** Queues and deployments that were ready and have not been asked since; they are not ready from now on. */
export async function endReadiness(
  transaction: Transaction<Database>,
  silent_since: Timestamp,
): Promise<{ work_queue_ids: WorkQueueId[]; deployment_ids: DeploymentId[] }> {
  const status = { status: 'NOT_READY' } as const;
  const queues = await transaction
    .updateTable('work_queues')
    .set(status)
    .where('status', '=', 'READY')
    .where('last_polled', '<=', silent_since)
    .returning('id')
    .execute();
  const deployments = await transaction
    .updateTable('deployments')
    .set(status)
    .where('status', '=', 'READY')
    .where('last_polled', '<=', silent_since)
    .returning('id')
    .execute();
  return { work_queue_ids: queues.map(({ id }) => id), deployment_ids: deployments.map(({ id }) => id) };
}

/** The last poll of the ready queue or deployment that has not been asked for longest. */
export async function earliestPoll(database: Kysely<Database>): Promise<Timestamp | null> {
  const earliest = (table: 'work_queues' | 'deployments') =>
    database
      .selectFrom(table)
      .select((select) => select.fn.min('last_polled').as('last_polled'))
      .where('status', '=', 'READY')
      .executeTakeFirst();
  const rows = [await earliest('work_queues'), await earliest('deployments')];
  return rows.flatMap((row) => row?.last_polled ?? []).sort()[0] ?? null;
}
