// store: slots that were taken without a lease: nobody renews them, a count gives them back.
import type { ConcurrencyLimitId, Timestamp } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';

/** The expiry of slots that are held until somebody gives them back. */
export const NEVER_EXPIRES = '9999-12-31T23:59:59.999999Z' as Timestamp;

/** Gives back up to that many slots, those first that would be held longest; leases keep theirs. */
export async function deleteLooseSlots(
  transaction: Transaction<Database>,
  concurrency_limit_id: ConcurrencyLimitId,
  slots: number,
): Promise<void> {
  const rows = await transaction
    .selectFrom('slot_leases')
    .select(['id', 'slots'])
    .where('concurrency_limit_id', '=', concurrency_limit_id)
    .where('lease_id', 'is', null)
    .orderBy('expires_at', 'desc')
    .orderBy('id')
    .limit(slots)
    .execute();
  let left = slots;
  for (const row of rows) {
    if (left <= 0) return;
    if (row.slots <= left) await transaction.deleteFrom('slot_leases').where('id', '=', row.id).execute();
    else
      await transaction
        .updateTable('slot_leases')
        .set({ slots: row.slots - left })
        .where('id', '=', row.id)
        .execute();
    left -= row.slots;
  }
}

/** Frees all slots of a limit: those without a lease are gone, leases live on and hold nothing. */
export async function emptySlots(
  transaction: Transaction<Database>,
  concurrency_limit_id: ConcurrencyLimitId,
): Promise<void> {
  await deleteAllLooseSlots(transaction, concurrency_limit_id);
  await transaction
    .updateTable('slot_leases')
    .set({ slots: 0 })
    .where('concurrency_limit_id', '=', concurrency_limit_id)
    .execute();
}

export async function deleteAllLooseSlots(
  transaction: Transaction<Database>,
  concurrency_limit_id: ConcurrencyLimitId,
): Promise<void> {
  await transaction
    .deleteFrom('slot_leases')
    .where('concurrency_limit_id', '=', concurrency_limit_id)
    .where('lease_id', 'is', null)
    .execute();
}
