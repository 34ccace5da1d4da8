// store: which database is behind a connection, for the few places where the two differ.
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Database } from '../database.ts';

/** @param database of any tables: a migration's has none */
// biome-ignore lint/suspicious/noExplicitAny: Kysely's own type for a database of any tables
export const isPostgres = (database: Kysely<any>): boolean => database.getExecutor().adapter instanceof PostgresAdapter;

export async function hasTable(database: Kysely<Database>, name: string): Promise<boolean> {
  const found = isPostgres(database)
    ? sql`select 1 where to_regclass(${name}) is not null`
    : sql`select 1 from sqlite_master where name = ${name}`;
  return (await found.execute(database)).rows.length > 0;
}

/**
 * Lets two transactions that change rows of the same owner come one after the other, where a rule looks at all of them:
 * two that count the slots of a limit and take one would both find the last one free, and the runs that a scheduler
 * makes would outlive the deployment that is deleted meanwhile. SQLite has one writer and needs none of it; on Postgres
 * the owner's row is changed, so that the later of the two is repeated.
 */
export async function serialize(
  transaction: Kysely<Database>,
  table: 'concurrency_limits' | 'deployments',
  id: string,
): Promise<void> {
  if (!isPostgres(transaction)) return;
  const name = sql.table(table);
  await sql`update ${name} set id = id where id = ${id}`.execute(transaction);
}
