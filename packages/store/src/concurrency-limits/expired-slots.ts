// store: slots whose time is over count for nothing any more; their rows are swept.
import type { ConcurrencyLimitId, Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { NEVER_EXPIRES } from './loose-slots.ts';

/** When the next row runs out; null when none will. */
export async function nextSlotExpiry(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database
    .selectFrom('slot_leases')
    .select('expires_at')
    .where('expires_at', '<', NEVER_EXPIRES)
    .orderBy('expires_at')
    .limit(1)
    .executeTakeFirst();
  return row?.expires_at ?? null;
}

/** Removes what has run out, and says whose slots came free. */
export async function deleteExpiredSlots(
  transaction: Transaction<Database>,
  now: Timestamp,
): Promise<ConcurrencyLimitId[]> {
  const rows = await transaction
    .selectFrom('slot_leases')
    .select('concurrency_limit_id')
    .distinct()
    .where('expires_at', '<=', now)
    .execute();
  await transaction.deleteFrom('slot_leases').where('expires_at', '<=', now).execute();
  return rows.flatMap((row) => row.concurrency_limit_id ?? []);
}
