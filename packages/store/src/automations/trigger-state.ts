// store: what triggers have counted, and which of several have fired.
import type { AutomationId, Timestamp, Uuid } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type TriggerBucketRow, triggerBucketColumns } from './trigger-bucket-table.ts';
import type { TriggerFiringRow } from './trigger-firing-table.ts';

export type StoredBucket = Decoded<TriggerBucketRow>;
type BucketKey = Pick<StoredBucket, 'automation_id' | 'trigger_id' | 'key'>;

export async function findBucket(database: Kysely<Database>, key: BucketKey): Promise<StoredBucket | null> {
  const encoded = triggerBucketColumns.encode(key);
  const row = await database
    .selectFrom('trigger_buckets')
    .selectAll()
    .where('automation_id', '=', encoded.automation_id)
    .where('trigger_id', '=', encoded.trigger_id)
    .where('key', '=', encoded.key)
    .executeTakeFirst();
  return row ? triggerBucketColumns.decode(row) : null;
}

export async function putBucket(transaction: Transaction<Database>, bucket: StoredBucket): Promise<void> {
  const { automation_id, trigger_id, key, ...counted } = triggerBucketColumns.encode(bucket);
  await transaction
    .insertInto('trigger_buckets')
    .values({ automation_id, trigger_id, key, ...counted })
    .onConflict((conflict) => conflict.columns(['automation_id', 'trigger_id', 'key']).doUpdateSet(counted))
    .execute();
}

export async function deleteBucket(transaction: Transaction<Database>, key: BucketKey): Promise<void> {
  const encoded = triggerBucketColumns.encode(key);
  await transaction
    .deleteFrom('trigger_buckets')
    .where('automation_id', '=', encoded.automation_id)
    .where('trigger_id', '=', encoded.trigger_id)
    .where('key', '=', encoded.key)
    .execute();
}

/** Those whose window has ended, the earliest first. */
export async function listEndedBuckets(
  database: Kysely<Database>,
  now: Timestamp,
  limit: number,
): Promise<StoredBucket[]> {
  const rows = await database
    .selectFrom('trigger_buckets')
    .selectAll()
    .where('ends', '<=', now)
    .orderBy('ends')
    .limit(limit)
    .execute();
  return rows.map((row) => triggerBucketColumns.decode(row));
}

export async function nextBucketEnd(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database
    .selectFrom('trigger_buckets')
    .select('ends')
    .where('ends', 'is not', null)
    .orderBy('ends')
    .limit(1)
    .executeTakeFirst();
  return row?.ends ?? null;
}

export function listFirings(
  database: Kysely<Database>,
  automation_id: AutomationId,
  trigger_id: Uuid,
): Promise<TriggerFiringRow[]> {
  return database
    .selectFrom('trigger_firings')
    .selectAll()
    .where('automation_id', '=', automation_id)
    .where('trigger_id', '=', trigger_id)
    .execute();
}

/** Keeps these firings of the trigger's children, and no others. */
export async function replaceFirings(
  transaction: Transaction<Database>,
  automation_id: AutomationId,
  trigger_id: Uuid,
  firings: readonly Pick<TriggerFiringRow, 'child_id' | 'fired'>[],
): Promise<void> {
  await transaction
    .deleteFrom('trigger_firings')
    .where('automation_id', '=', automation_id)
    .where('trigger_id', '=', trigger_id)
    .execute();
  if (firings.length === 0) return;
  const rows = firings.map(({ child_id, fired }) => ({ automation_id, trigger_id, child_id, fired }));
  await transaction.insertInto('trigger_firings').values(rows).execute();
}

export async function forgetTriggerState(
  transaction: Transaction<Database>,
  automation_id: AutomationId,
): Promise<void> {
  await transaction.deleteFrom('trigger_buckets').where('automation_id', '=', automation_id).execute();
  await transaction.deleteFrom('trigger_firings').where('automation_id', '=', automation_id).execute();
}
