// store: the last event that told something of a resource.
import type { EventId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

/** The id of the latest event of that resource with one of these names; null when there is none. */
export async function findLastEventId(
  database: Kysely<Database>,
  query: { resource_id: string; events: readonly string[] },
): Promise<EventId | null> {
  const row = await database
    .selectFrom('events')
    .select('id')
    .where('resource_id', '=', query.resource_id)
    .where('event', 'in', query.events)
    .orderBy('occurred', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
