// store: brings tallies that nobody counts in any more together, so that there are no more of them than times.
import type { Timestamp } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { isPostgres } from '../dialect/engine.ts';

const TABLES = ['flow_run_tallies', 'task_run_tallies'] as const;

const KEY = sql`counted_by, span, starts, state_type, state_name, is_subflow`;

/**
 * On Postgres each connection counts in rows of its own. Those of connections that are gone, and those of times that are
 * over, of which hardly a run still changes, may become one row of no connection.
 */
const mayFold = (before: Timestamp) =>
  sql`writer <> 0 and (starts < ${before} or writer not in (select pid from pg_stat_activity))`;

/** Nobody counts in a row of no connection but who folds; on SQLite there is one writer only. */
const IS_EMPTY = sql`writer = 0 and count_runs = 0 and run_time_microseconds = 0 and lateness_microseconds = 0`;

/** Whether tallies may be folded, or are of no run any more. @param before the time up to which all are folded */
export async function hasTalliesToFold(database: Kysely<Database>, before: Timestamp): Promise<boolean> {
  const foldable = isPostgres(database) ? sql`(${mayFold(before)}) or (${IS_EMPTY})` : IS_EMPTY;
  for (const table of TABLES) {
    const { rows } = await sql`select 1 from ${sql.table(table)} where ${foldable} limit 1`.execute(database);
    if (rows.length > 0) return true;
  }
  return false;
}

/** Folds at most `limit` tallies of each table, and removes as many that are empty. Sums stay what they are. */
export async function foldTallies(transaction: Transaction<Database>, before: Timestamp, limit: number): Promise<void> {
  for (const name of TABLES) {
    const table = sql.table(name);
    if (isPostgres(transaction)) {
      const sums = ['count_runs', 'run_time_microseconds', 'lateness_microseconds'].map((column) => sql.ref(column));
      // Statements look through all tallies, so that a few that fold many cost less than many that fold a few.
      const { numAffectedRows } = await sql`with folded as (
          delete from ${table} where ctid = any(array(select ctid from ${table} where ${mayFold(before)} limit ${limit}))
          returning *
        )
        insert into ${table} (${KEY}, writer, ${sql.join(sums)})
        select ${KEY}, 0, ${sql.join(sums.map((sum) => sql`sum(${sum})`))} from folded group by ${KEY}
        on conflict (${KEY}, writer) do update set
        ${sql.join(sums.map((sum) => sql`${sum} = ${table}.${sum} + excluded.${sum}`))}`.execute(transaction);
      if (Number(numAffectedRows) > 0) continue;
    }
    await sql`delete from ${table} where (${KEY}, writer) in
      (select ${KEY}, writer from ${table} where ${IS_EMPTY} limit ${limit})`.execute(transaction);
  }
}
