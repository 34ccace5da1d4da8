// store: finding concurrency limits, with how many of their slots are taken.
import type { ConcurrencyLimitId, GlobalConcurrencyLimitResponse, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type ConcurrencyLimitRow, concurrencyLimitColumns } from './table.ts';

export type StoredLimit = Decoded<ConcurrencyLimitRow>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function occupied(database: Kysely<Database>, now: Timestamp) {
  const taken = sql<number>`(select coalesce(sum(slot_leases.slots), 0) from slot_leases where slot_leases.concurrency_limit_id = concurrency_limits.id and slot_leases.expires_at > ${now})`;
  return database.selectFrom('concurrency_limits').selectAll('concurrency_limits').select(taken.as('active_slots'));
}

/** By its id, or else by its name. */
export async function findConcurrencyLimit(
  database: Kysely<Database>,
  id_or_name: string,
): Promise<StoredLimit | null> {
  const [column, value] = UUID.test(id_or_name)
    ? (['id', id_or_name.toLowerCase()] as const)
    : (['name', id_or_name] as const);
  const row = await database
    .selectFrom('concurrency_limits')
    .selectAll()
    .where(column, '=', value as ConcurrencyLimitId)
    .executeTakeFirst();
  return row ? concurrencyLimitColumns.decode(row) : null;
}

/** The limits that have one of these names, in the order of their names. */
export async function findConcurrencyLimitsByName(
  database: Kysely<Database>,
  names: readonly string[],
): Promise<StoredLimit[]> {
  if (names.length === 0) return [];
  const rows = await database
    .selectFrom('concurrency_limits')
    .selectAll()
    .where('name', 'in', [...new Set(names)])
    .orderBy('name')
    .execute();
  return rows.map(concurrencyLimitColumns.decode);
}

export async function readConcurrencyLimit(
  database: Kysely<Database>,
  id: ConcurrencyLimitId,
  now: Timestamp,
): Promise<GlobalConcurrencyLimitResponse | null> {
  const row = await occupied(database, now).where('id', '=', id).executeTakeFirst();
  return row ? { ...concurrencyLimitColumns.decode(row), active_slots: Number(row.active_slots) } : null;
}

/** One page in the order of names. */
export async function listConcurrencyLimits(
  database: Kysely<Database>,
  page: { limit: number; offset: number; now: Timestamp },
): Promise<GlobalConcurrencyLimitResponse[]> {
  const rows = await occupied(database, page.now).orderBy('name').limit(page.limit).offset(page.offset).execute();
  return rows.map((row) => ({ ...concurrencyLimitColumns.decode(row), active_slots: Number(row.active_slots) }));
}
