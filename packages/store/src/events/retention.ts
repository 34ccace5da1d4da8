// store: forgetting old events, a few at a time.
import type { Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';

/** When the oldest event occurred; null when there is none. */
export async function oldestEvent(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database.selectFrom('events').select('occurred').orderBy('occurred').limit(1).executeTakeFirst();
  return row?.occurred ?? null;
}

/** Deletes the oldest events that occurred before a time, at most `limit` of them, with what they name. */
export async function deleteEventsBefore(
  transaction: Transaction<Database>,
  before: Timestamp,
  limit: number,
): Promise<void> {
  const rows = await transaction
    .selectFrom('events')
    .select('id')
    .where('occurred', '<', before)
    .orderBy('occurred')
    .limit(limit)
    .execute();
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await transaction.deleteFrom('event_resources').where('event_id', 'in', ids).execute();
  await transaction.deleteFrom('events').where('id', 'in', ids).execute();
}
