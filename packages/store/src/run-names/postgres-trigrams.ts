// store: lets Postgres find texts in names by their trigrams, which needs an extension that comes with it.
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { isPostgres } from '../dialect/engine.ts';
import { NAME_TABLES } from './table.ts';

const TABLES = Object.values(NAME_TABLES).map(({ entered }) => entered);

const nameOfIndex = (table: string) => `${table}_by_trigrams`;

/** Makes the indexes where the extension is, or may be made; where not, names are gone through one by one. */
export async function prepareTrigrams(database: Kysely<Database>): Promise<void> {
  if (await hasTrigrams(database)) return;
  try {
    await database.transaction().execute(async (transaction) => {
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`create extension if not exists pg_trgm`.execute(transaction);
      const { rows } = await sql<{ schema: string }>`select nspname as schema from pg_extension
        join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'`.execute(transaction);
      const [extension] = rows;
      if (!extension) return;
      for (const table of TABLES)
        await sql`create index if not exists ${sql.table(nameOfIndex(table))} on ${sql.table(table)}
          using gin (lower(name) ${sql.id(extension.schema, 'gin_trgm_ops')})`.execute(transaction);
    });
  } catch (error) {
    // It may not be made here, or another server has just made it: `hasTrigrams` tells.
    if (!(error instanceof Error)) throw error;
  }
}

/** Whether texts in names of runs are found by an index. */
export async function hasTrigrams(database: Kysely<Database>): Promise<boolean> {
  if (!isPostgres(database)) return true;
  const { rows } = await sql`select 1 from unnest(array[${sql.join(TABLES.map(nameOfIndex))}]) as name
    where to_regclass(name) is null`.execute(database);
  return rows.length === 0;
}
