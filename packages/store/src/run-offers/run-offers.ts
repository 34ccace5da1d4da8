// store: runs that have been offered to a waiting worker, and are not offered to another for a while.
import type { StateId, Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';

export interface RunOfferRow {
  /** The state in which the run was due: the same run in a later state is another offer. */
  state_id: StateId;
  expires_at: Timestamp;
}

/** When the offers of these states end, of those that are offered now. */
export async function findRunOffers(
  database: Kysely<Database>,
  state_ids: readonly StateId[],
  now: Timestamp,
): Promise<Map<StateId, Timestamp>> {
  if (state_ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('run_offers')
    .selectAll()
    .where('state_id', 'in', state_ids)
    .where('expires_at', '>', now)
    .execute();
  return new Map(rows.map(({ state_id, expires_at }) => [state_id, expires_at]));
}

/** Offers these; answers those that nobody else has offered meanwhile. Offers that have ended are forgotten. */
export async function insertRunOffers(
  transaction: Transaction<Database>,
  offers: readonly RunOfferRow[],
  now: Timestamp,
): Promise<Set<StateId>> {
  await transaction.deleteFrom('run_offers').where('expires_at', '<=', now).execute();
  const rows = await transaction
    .insertInto('run_offers')
    .values(offers)
    .onConflict((conflict) => conflict.column('state_id').doNothing())
    .returning('state_id')
    .execute();
  return new Set(rows.map(({ state_id }) => state_id));
}
