// store: reading every event once, in the order in which they came to light.
import type { ReceivedEvent, Timestamp } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { isPostgres } from '../dialect/engine.ts';
import { EVENT_COLUMNS, type EventRow, eventFromRow } from './table.ts';

export interface EventFollowerRow {
  name: string;
  /** What it has read. On SQLite the number of the last event, on Postgres that of its transaction before, with a colon. */
  position: string;
}

/** What a follower finds: events it has not read, and where it stands after them. */
export interface UnreadEvents {
  readonly from: string;
  readonly to: string;
  readonly events: readonly ReceivedEvent[];
}

/** What is unread was received in about the order in which it is found. */
const UNREAD_LOOKED_AT = 1_000;

const COLUMNS = sql.join(EVENT_COLUMNS.map((column) => sql.ref(column)));

async function lastPosition(transaction: Transaction<Database>): Promise<string> {
  const query = isPostgres(transaction)
    ? sql<{ position: string }>`select pg_current_xact_id()::text || ':0' as position`
    : sql<{
        position: string;
      }>`select cast(coalesce(max(seq), 0) as text) as position from sqlite_sequence where name = 'events'`;
  const { rows } = await query.execute(transaction);
  return rows[0]?.position ?? '0';
}

/** From now on every event is kept in mind for the follower; one that follows already goes on where it is. */
export async function followEvents(transaction: Transaction<Database>, name: string): Promise<void> {
  await transaction
    .insertInto('event_followers')
    .values({ name, position: await lastPosition(transaction) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export async function unfollowEvents(transaction: Transaction<Database>, name: string): Promise<void> {
  await transaction.deleteFrom('event_followers').where('name', '=', name).execute();
}

async function positionOf(database: Kysely<Database>, name: string): Promise<string | null> {
  const row = await database
    .selectFrom('event_followers')
    .select('position')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.position ?? null;
}

/** The rows after a position; on Postgres, where several are written at a time, with those that may still be joined. */
function after(database: Kysely<Database>, position: string) {
  if (!isPostgres(database)) return sql`position > ${Number(position)}`;
  const [transaction = '0', number = '0'] = position.split(':');
  return sql`(written_by, position) > (${transaction}::xid8, ${number}::bigint)`;
}

/** Whether there is something to read, or will be as soon as a transaction ends; null for who does not follow. */
export async function hasUnreadEvents(database: Kysely<Database>, name: string): Promise<boolean | null> {
  const position = await positionOf(database, name);
  if (position === null) return null;
  const found = await sql`select 1 from events where ${after(database, position)} limit 1`.execute(database);
  return found.rows.length > 0;
}

/** When the server received the first of what is unread; null when there is nothing. */
export async function firstUnreadReceived(database: Kysely<Database>, name: string): Promise<Timestamp | null> {
  const position = await positionOf(database, name);
  if (position === null) return null;
  const { rows } = await sql<{ received: Timestamp | null }>`select min(received) as received from (
      select received from events where ${after(database, position)} limit ${UNREAD_LOOKED_AT}
    ) as unread`.execute(database);
  return rows[0]?.received ?? null;
}

/**
 * The next events; null for who does not follow.
 *
 * On Postgres only what transactions wrote that are older than every one that still runs: none of these can add an event
 * before one that was read.
 */
export async function unreadEvents(
  database: Kysely<Database>,
  name: string,
  limit: number,
): Promise<UnreadEvents | null> {
  const from = await positionOf(database, name);
  if (from === null) return null;
  const query = isPostgres(database)
    ? sql<EventRow & { place: string }>`select ${COLUMNS}, written_by::text || ':' || position as place from events
        where ${after(database, from)} and written_by < pg_snapshot_xmin(pg_current_snapshot())
        order by written_by, position limit ${limit}`
    : sql<EventRow & { place: number }>`select ${COLUMNS}, position as place from events
        where ${after(database, from)} order by position limit ${limit}`;
  const { rows } = await query.execute(database);
  return {
    from,
    to: String(rows.at(-1)?.place ?? from),
    events: rows.map(({ place: _place, ...row }) => eventFromRow(row)),
  };
}

/** Notes that the events were read; false when another has done so before. */
export async function markEventsRead(
  transaction: Transaction<Database>,
  name: string,
  { from, to }: Pick<UnreadEvents, 'from' | 'to'>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('event_followers')
    .set({ position: to })
    .where('name', '=', name)
    .where('position', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
