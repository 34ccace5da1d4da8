// store: runs found by a text in their name.
import type { FlowRunFilter, TaskRunFilter } from '@signalbox/contract';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '../database.ts';
import { isPostgres } from '../dialect/engine.ts';
import { type Condition, containsText, every } from '../filters/criteria.ts';
import { NAME_TABLES, type Runs } from './table.ts';

/** More names, or runs, than these are found sooner by going through the runs. */
const RARE = 20_000;

const TRIGRAM = 3;

/** Trigrams that are looked for: what more of them would leave out is left out when the names themselves are read. */
const TRIGRAMS_AT_MOST = 12;

/** The text that the name of each run must contain, if the filter asks for one. */
export const nameContained = (filter: FlowRunFilter | TaskRunFilter | null | undefined): string | null =>
  filter?.operator === 'or_' ? null : (filter?.name?.like_ ?? null);

/** What the full text index of SQLite is asked for: each three letters in a row of the text. */
function trigramQuery(text: string): string {
  const letters = [...text.toLowerCase()];
  const trigrams = letters.slice(TRIGRAM - 1).map((_, index) => letters.slice(index, index + TRIGRAM).join(''));
  return [...new Set(trigrams)]
    .slice(0, TRIGRAMS_AT_MOST)
    .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
    .join(' AND ');
}

/** A text that has no trigrams, or of which SQLite's index sees other letters than its comparison does. */
const isBeyondIndex = (text: string): boolean =>
  [...text.toLowerCase()].length < TRIGRAM || text.includes('\0') || !text.isWellFormed();

/**
 * The names that contain the text, whatever the case; null when they are more than a few, and while the index lacks
 * names of runs that were there before it.
 */
async function namesContaining(database: Kysely<Database>, runs: Runs, text: string): Promise<string[] | null> {
  if (isBeyondIndex(text)) return null;
  const { entered, noted, trigrams } = NAME_TABLES[runs];
  const contains = (table: string) => every(containsText(sql.ref(`${table}.name`), text));
  const indexed = isPostgres(database)
    ? sql`select name from ${sql.table(entered)} where ${contains(entered)}`
    : sql`select ${sql.ref(`${entered}.name`)} from ${sql.table(trigrams)} cross join ${sql.table(entered)}
        on ${sql.ref(`${entered}.position`)} = ${sql.ref(`${trigrams}.rowid`)}
        where ${sql.table(trigrams)} match ${trigramQuery(text)} and ${contains(entered)}`;
  // One statement sees each name either here or there.
  const { rows } = await sql<{ name: string | null; is_complete: number }>`select found.name, progress.is_complete
    from (select is_complete from run_name_progress where runs = ${runs}) as progress left join (
      select name from (${indexed} limit ${RARE + 1}) as known
      union all select name from ${sql.table(noted)} where ${contains(noted)}
    ) as found on progress.is_complete = 1`.execute(database);
  if (!rows[0]?.is_complete) return null;
  const names = [...new Set(rows.flatMap(({ name }) => (name === null ? [] : [name])))];
  return names.length > RARE ? null : names;
}

/** The runs of these names, as many as still count as few. Postgres is told to look each name up: it may know of common ones only. */
function runsOf(database: Kysely<Database>, runs: Runs, names: readonly string[]) {
  const [table, given] = [sql.table(runs), sql`json_each(${JSON.stringify(names)}) as given`];
  const ofName = sql`select id from ${table} where name = given.value`;
  return isPostgres(database)
    ? sql<{ id: string }>`select run.id from ${given} cross join lateral
        (${ofName} order by name, id limit ${RARE + 1}) as run limit ${RARE + 1}`
    : sql<{
        id: string;
      }>`select run.id from ${given} cross join ${table} as run on run.name = given.value limit ${RARE + 1}`;
}

/**
 * The condition that a run is one of those whose name contains the text, when they are few; none when they are many:
 * those of a page are then found soon enough by going through all runs in its order.
 */
export async function rarelyNamed(
  database: Kysely<Database>,
  runs: Runs,
  text: string | null | undefined,
): Promise<Condition[]> {
  const names = text === null || text === undefined ? null : await namesContaining(database, runs, text);
  if (names === null) return [];
  const { rows } = await runsOf(database, runs, names).execute(database);
  if (rows.length > RARE) return [];
  if (rows.length === 0) return [sql<SqlBool>`1 = 0`];
  const ids = rows.map(({ id }) => id);
  return [sql<SqlBool>`${sql.ref(`${runs}.id`)} in (select value from json_each(${JSON.stringify(ids)}))`];
}
