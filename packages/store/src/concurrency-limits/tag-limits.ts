// store: concurrency limits whose names begin with `tag:`, seen as limits on the task runs of a tag.
import type { ConcurrencyLimit, ConcurrencyLimitId, Timestamp, Uuid } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every, startsWith } from '../filters/criteria.ts';
import { slotLeaseColumns } from './slot-lease-table.ts';

const PREFIX = 'tag:';

/** The name of the limit on a tag. */
export const nameOfTagLimit = (tag: string): string => `${PREFIX}${tag}`;

async function tagLimits(
  database: Kysely<Database>,
  conditions: readonly Condition[],
  page: { limit: number; offset: number; now: Timestamp },
): Promise<ConcurrencyLimit[]> {
  const rows = await database
    .selectFrom('concurrency_limits')
    .selectAll()
    .where(every([...startsWith(sql.ref('concurrency_limits.name'), [PREFIX]), ...conditions]))
    .orderBy('name')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const holders = await holdersOf(
    database,
    rows.map(({ id }) => id),
    page.now,
  );
  return rows.map(({ id, created, updated, name, limit }) => ({
    id,
    created,
    updated,
    tag: name.slice(PREFIX.length),
    concurrency_limit: limit,
    active_slots: holders.get(id) ?? [],
  }));
}

/** The task runs that hold slots of these limits, one entry a slot. */
async function holdersOf(
  database: Kysely<Database>,
  ids: readonly ConcurrencyLimitId[],
  now: Timestamp,
): Promise<ReadonlyMap<ConcurrencyLimitId, Uuid[]>> {
  const holders = new Map<ConcurrencyLimitId, Uuid[]>();
  if (ids.length === 0) return holders;
  const rows = await database
    .selectFrom('slot_leases')
    .selectAll()
    .where('concurrency_limit_id', 'in', ids)
    .where('expires_at', '>', now)
    .where('holder', 'is not', null)
    .orderBy('created')
    .orderBy('id')
    .execute();
  for (const row of rows) {
    const { concurrency_limit_id, holder, slots } = slotLeaseColumns.decode(row);
    if (concurrency_limit_id === null || holder?.type !== 'task_run' || typeof holder.id !== 'string') continue;
    const known = holders.get(concurrency_limit_id) ?? [];
    // Holders are written by this server and by clients, as the contract has them: with a UUID.
    const id = holder.id as Uuid;
    holders.set(concurrency_limit_id, [...known, ...Array.from({ length: slots }, () => id)]);
  }
  return holders;
}

/** One page in the order of tags. */
export const listTagLimits = (
  database: Kysely<Database>,
  page: { limit: number; offset: number; now: Timestamp },
): Promise<ConcurrencyLimit[]> => tagLimits(database, [], page);

export async function findTagLimit(
  database: Kysely<Database>,
  key: { readonly id: ConcurrencyLimitId } | { readonly tag: string },
  now: Timestamp,
): Promise<ConcurrencyLimit | null> {
  const condition: Condition =
    'id' in key
      ? sql<boolean>`concurrency_limits.id = ${key.id}`
      : sql<boolean>`concurrency_limits.name = ${nameOfTagLimit(key.tag)}`;
  return (await tagLimits(database, [condition], { limit: 1, offset: 0, now }))[0] ?? null;
}
