// store: writing concurrency limits.
import type { ConcurrencyLimitId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { deleteAllLooseSlots } from './loose-slots.ts';
import type { StoredLimit } from './read.ts';
import { concurrencyLimitColumns } from './table.ts';

export async function insertConcurrencyLimit(transaction: Transaction<Database>, limit: StoredLimit): Promise<void> {
  await transaction.insertInto('concurrency_limits').values(concurrencyLimitColumns.encode(limit)).execute();
}

export async function updateConcurrencyLimit(
  transaction: Transaction<Database>,
  id: ConcurrencyLimitId,
  patch: Partial<StoredLimit>,
): Promise<void> {
  await transaction
    .updateTable('concurrency_limits')
    .set(concurrencyLimitColumns.encode(patch))
    .where('id', '=', id)
    .execute();
}

/** Leases on it live on, so that their holders can end in peace. */
export async function deleteConcurrencyLimit(
  transaction: Transaction<Database>,
  id: ConcurrencyLimitId,
): Promise<void> {
  await deleteAllLooseSlots(transaction, id);
  await transaction.deleteFrom('concurrency_limits').where('id', '=', id).execute();
}
