// store: forgetting old logs, a few at a time.
import type { Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';

/** The time of the oldest log; null when there is none. */
export async function oldestLog(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database.selectFrom('logs').select('timestamp').orderBy('timestamp').limit(1).executeTakeFirst();
  return row?.timestamp ?? null;
}

/** Deletes the oldest logs from before a time: some `limit` of them, and those of the same moment as the last. */
export async function deleteLogsBefore(
  transaction: Transaction<Database>,
  before: Timestamp,
  limit: number,
): Promise<void> {
  // By their time and not by their ids, which have no index.
  const rows = await transaction
    .selectFrom('logs')
    .select('timestamp')
    .where('timestamp', '<', before)
    .orderBy('timestamp')
    .limit(limit)
    .execute();
  const last = rows.at(-1);
  if (last) await transaction.deleteFrom('logs').where('timestamp', '<=', last.timestamp).execute();
}
