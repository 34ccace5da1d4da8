// store: the slots of limits that are held now: rows with an expiry, whose count cannot drift.
import type { ConcurrencyLimitId, LeaseId, Timestamp } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type SlotLeaseRow, slotLeaseColumns } from './slot-lease-table.ts';

/** Slots of a limit whose leases are alive. */
export async function countHeldSlots(
  database: Kysely<Database>,
  concurrency_limit_id: ConcurrencyLimitId,
  now: Timestamp,
): Promise<number> {
  const row = await database
    .selectFrom('slot_leases')
    .select(sql<number>`coalesce(sum(slots), 0)`.as('held'))
    .where('concurrency_limit_id', '=', concurrency_limit_id)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(row.held);
}

export async function insertHeldSlots(transaction: Transaction<Database>, held: Decoded<SlotLeaseRow>): Promise<void> {
  await transaction.insertInto('slot_leases').values(slotLeaseColumns.encode(held)).execute();
}

/** Whether the lease was alive. */
export async function renewHeldSlots(
  transaction: Transaction<Database>,
  lease_id: LeaseId,
  times: { now: Timestamp; expires_at: Timestamp },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('slot_leases')
    .set({ expires_at: times.expires_at })
    .where('lease_id', '=', lease_id)
    .where('expires_at', '>', times.now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives the slots of one lease back; whether there were any. */
export async function deleteHeldSlots(transaction: Transaction<Database>, lease_id: LeaseId): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('slot_leases')
    .where('lease_id', '=', lease_id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Gives back all that this holder has. */
export async function deleteSlotsHeldBy(
  transaction: Transaction<Database>,
  holder: Record<string, unknown>,
): Promise<void> {
  await transaction
    .deleteFrom('slot_leases')
    .where('holder', '=', slotLeaseColumns.encode({ holder }).holder)
    .execute();
}
