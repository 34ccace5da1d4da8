// engine: the names around a run that its events tell.
import type { DeploymentId, FlowId, WorkQueueId } from '@signalbox/contract';
import type { Database } from '@signalbox/store';
import type { Kysely } from 'kysely';

/** Names that never change are looked up once; the oldest are forgotten. */
const NAMES_KEPT = 5_000;
const known = new WeakMap<object, Map<string, string>>();

function remember(names: Map<string, string>, id: string, name: string): string {
  if (names.size >= NAMES_KEPT) {
    const oldest = names.keys().next().value;
    if (oldest !== undefined) names.delete(oldest);
  }
  names.set(id, name);
  return name;
}

function namesOf(owner: object): Map<string, string> {
  const names = known.get(owner) ?? new Map<string, string>();
  known.set(owner, names);
  return names;
}

/** @param owner whose memory it is: one store's ids mean nothing to another */
export async function flowName(owner: object, database: Kysely<Database>, id: FlowId): Promise<string> {
  const names = namesOf(owner);
  const name = names.get(id);
  if (name !== undefined) return name;
  const row = await database.selectFrom('flows').select('name').where('id', '=', id).executeTakeFirst();
  return row ? remember(names, id, row.name) : '';
}

/** @param owner as in `flowName` */
export async function deploymentName(owner: object, database: Kysely<Database>, id: DeploymentId): Promise<string> {
  const names = namesOf(owner);
  const name = names.get(id);
  if (name !== undefined) return name;
  const row = await database.selectFrom('deployments').select('name').where('id', '=', id).executeTakeFirst();
  return row ? remember(names, id, row.name) : '';
}

/** The queue and its pool; these may be renamed, so they are always looked up. */
export function queueAndPool(database: Kysely<Database>, id: WorkQueueId) {
  return database
    .selectFrom('work_queues')
    .innerJoin('work_pools', 'work_pools.id', 'work_queues.work_pool_id')
    .select([
      'work_queues.name as queue_name',
      'work_pools.id as pool_id',
      'work_pools.name as pool_name',
      'work_pools.type as pool_type',
    ])
    .where('work_queues.id', '=', id)
    .executeTakeFirst();
}
