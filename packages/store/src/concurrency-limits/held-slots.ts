// store: the slots of limits that are held now: rows with an expiry, whose count cannot drift.
import type { ConcurrencyLimitId, LeaseId, Timestamp } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { serialize } from '../dialect/engine.ts';
import { type SlotLeaseRow, slotLeaseColumns } from './slot-lease-table.ts';

/** Slots that one holder has; they decay only when it says so. */
export type HeldSlots = Omit<Decoded<SlotLeaseRow>, 'decays'> & { readonly decays?: boolean };

/** Rows that one statement inserts: eight values each, and SQLite takes 32,766. */
const ROWS_PER_INSERT = 1_000;

const lastingOnly = slotLeaseColumns.encode({ decays: false }).decays;

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

/** When the slots of a limit come free by themselves, soonest first. */
export async function listSlotExpiries(
  database: Kysely<Database>,
  concurrency_limit_id: ConcurrencyLimitId,
  now: Timestamp,
): Promise<{ expires_at: Timestamp; slots: number }[]> {
  return database
    .selectFrom('slot_leases')
    .select(['expires_at', 'slots'])
    .where('concurrency_limit_id', '=', concurrency_limit_id)
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .execute();
}

export async function insertHeldSlots(
  transaction: Transaction<Database>,
  held: HeldSlots | readonly HeldSlots[],
): Promise<void> {
  const rows = (Array.isArray(held) ? held : [held]).map((one: HeldSlots) =>
    slotLeaseColumns.encode({ ...one, decays: one.decays ?? false }),
  );
  // In one order everywhere, so that two that want the same limits do not wait for each other.
  const limit_ids = [...new Set(rows.flatMap(({ concurrency_limit_id }) => concurrency_limit_id ?? []))].sort();
  for (const id of limit_ids) await serialize(transaction, 'concurrency_limits', id);
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await transaction
      .insertInto('slot_leases')
      .values(rows.slice(start, start + ROWS_PER_INSERT))
      .execute();
  }
}

/** Whether the lease was alive. Slots that decay go their own way. */
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
    .where('decays', '=', lastingOnly)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets every lease on slots go on until then, or longer where it does already. */
export async function extendHeldSlots(transaction: Transaction<Database>, until: Timestamp): Promise<void> {
  await transaction
    .updateTable('slot_leases')
    .set({ expires_at: until })
    .where('lease_id', 'is not', null)
    .where('expires_at', '<', until)
    .where('decays', '=', lastingOnly)
    .execute();
}

/** The expiries of all slots are moved as the clock was. */
export async function moveHeldSlots(
  transaction: Transaction<Database>,
  moved: (expiry: Timestamp) => Timestamp,
): Promise<void> {
  const held = await transaction.selectFrom('slot_leases').select(['id', 'expires_at']).execute();
  for (const { id, expires_at } of held)
    await transaction
      .updateTable('slot_leases')
      .set({ expires_at: moved(expires_at) })
      .where('id', '=', id)
      .execute();
}

/** The limits that a lease holds slots of. */
export async function listLimitsOfLease(database: Kysely<Database>, lease_id: LeaseId): Promise<ConcurrencyLimitId[]> {
  const rows = await database
    .selectFrom('slot_leases')
    .select('concurrency_limit_id')
    .distinct()
    .where('lease_id', '=', lease_id)
    .execute();
  return rows.flatMap((row) => row.concurrency_limit_id ?? []);
}

/** Gives the slots of one lease back; whether there were any. */
export async function deleteHeldSlots(transaction: Transaction<Database>, lease_id: LeaseId): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('slot_leases')
    .where('lease_id', '=', lease_id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Gives back what this holder has of these limits; what it has of others stays. */
export async function deleteSlotsHeldBy(
  transaction: Transaction<Database>,
  holder: Record<string, unknown>,
  limit_ids: readonly ConcurrencyLimitId[],
): Promise<void> {
  if (limit_ids.length === 0) return;
  await transaction
    .deleteFrom('slot_leases')
    .where('holder', '=', slotLeaseColumns.encode({ holder }).holder)
    .where('concurrency_limit_id', 'in', limit_ids)
    .execute();
}

/** The live lease that a holder has of a limit; null when it has none. */
export async function findLeaseHeldBy(
  database: Kysely<Database>,
  holder: Record<string, unknown>,
  limit_id: ConcurrencyLimitId,
  now: Timestamp,
): Promise<LeaseId | null> {
  const row = await database
    .selectFrom('slot_leases')
    .select('lease_id')
    .where('holder', '=', slotLeaseColumns.encode({ holder }).holder)
    .where('concurrency_limit_id', '=', limit_id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.lease_id ?? null;
}
