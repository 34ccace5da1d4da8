// store: the few functions of SQLite that our queries use, taught to Postgres, so that each query is written once.
import { type Kysely, sql } from 'kysely';

/**
 * Simple SQL functions are put into the query in place of their call, so they cost nothing; those that are immutable
 * may be indexed. Paths are those of one member: `$.id` or `$."prefect.resource.id"`.
 */
const FUNCTIONS = [
  `create or replace function json_extract(document text, path text) returns text
     language sql immutable strict parallel safe
     as $$ select document::json ->> trim(both '"' from substr(path, 3)) $$`,
  `create or replace function json_each(document text) returns table (value text)
     language sql immutable strict parallel safe
     as $$ select json_array_elements_text(document::json) $$`,
  `create or replace function unixepoch(time_value text, fraction text) returns double precision
     language sql immutable strict parallel safe
     as $$ select extract(epoch from time_value::timestamptz)::double precision $$`,
] as const;

export async function teachVocabulary(database: Kysely<unknown>): Promise<void> {
  for (const statement of FUNCTIONS) await sql.raw(statement).execute(database);
}

/**
 * A table or index of SQLite as Postgres has it: texts are compared by their bytes, whatever language the database
 * is set to, and integers have 64 bits.
 */
export const asPostgresHasIt = (statement: string): string =>
  statement
    .replaceAll(/(" )text\b/g, '$1text collate "C"')
    .replaceAll(/(" )integer\b/g, '$1bigint')
    .replaceAll(/\bwithout rowid\b/g, '');
