// store: enters the names of runs into their index, some at a time, behind those who write.
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { isPostgres } from '../dialect/engine.ts';
import { NAME_TABLES, type Runs } from './table.ts';

/** As one list of texts, so that the statement is the same for any number of them. */
const listed = (names: readonly string[]) => sql`json_each(${JSON.stringify(names)})`;

/** Those that are entered already are left as they are. */
async function enter(transaction: Transaction<Database>, runs: Runs, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { entered, trigrams } = NAME_TABLES[runs];
  const { rows } = await sql<{ position: number; name: string }>`insert into ${sql.table(entered)} (name)
    select distinct value from ${listed(names)} as given where true on conflict (name) do nothing
    returning position, name`.execute(transaction);
  if (isPostgres(transaction) || rows.length === 0) return;
  const added = JSON.stringify(rows.map(({ position }) => position));
  await sql`insert into ${sql.table(trigrams)} (rowid, name) select position, name from ${sql.table(entered)}
    where position in (select value from json_each(${added}))`.execute(transaction);
}

/** The names that writers have noted. */
async function enterNoted(transaction: Transaction<Database>, runs: Runs, limit: number): Promise<void> {
  const noted = sql.table(NAME_TABLES[runs].noted);
  const { rows } = await sql<{ position: number; name: string }>`select position, name from ${noted}
    order by position limit ${limit}`.execute(transaction);
  await enter(
    transaction,
    runs,
    rows.map(({ name }) => name),
  );
  // Another server's may lie between these and come to light later: only those that were seen are taken away.
  for (const { position } of rows) await sql`delete from ${noted} where position = ${position}`.execute(transaction);
}

/** The names of the runs that were there before names were noted: from one to the next, whatever many runs have it. */
async function enterEarlier(transaction: Transaction<Database>, runs: Runs, limit: number): Promise<void> {
  const progress = await transaction
    .selectFrom('run_name_progress')
    .select(['entered_to', 'is_complete'])
    .where('runs', '=', runs)
    .executeTakeFirst();
  if (!progress || progress.is_complete) return;
  const table = sql.table(runs);
  const { rows } = await sql<{ name: string }>`with recursive following(name) as (
      select (select min(name) from ${table} where name > ${progress.entered_to})
      union all
      select (select min(name) from ${table} where name > following.name) from following where following.name is not null
    ) select name from following where name is not null limit ${limit}`.execute(transaction);
  const names = rows.map(({ name }) => name);
  await enter(transaction, runs, names);
  await sql`update run_name_progress set entered_to = ${names.at(-1) ?? progress.entered_to},
    is_complete = ${names.length < limit ? 1 : 0} where runs = ${runs}`.execute(transaction);
}

/** Enters at most `limit` names of each kind that wait for it. */
export async function enterRunNames(transaction: Transaction<Database>, limit: number): Promise<void> {
  for (const runs of ['flow_runs', 'task_runs'] as const) {
    await enterNoted(transaction, runs, limit);
    await enterEarlier(transaction, runs, limit);
  }
}

/** Whether there are names that wait to be entered. */
export async function hasNamesToEnter(database: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`select 1 where exists (select 1 from new_flow_run_names)
    or exists (select 1 from new_task_run_names)
    or exists (select 1 from run_name_progress where is_complete = 0)`.execute(database);
  return rows.length > 0;
}
