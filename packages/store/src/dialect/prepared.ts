// store: statements that run so often that their text is made once. Building and compiling one takes as long as running it.
import {
  type Compilable,
  CompiledQuery,
  type DialectAdapter,
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  type QueryResult,
  sql,
  type Transaction,
} from 'kysely';
import type { Database } from '../database.ts';
import { OneConnectionAdapter } from './sqlite/sqlite-dialect.ts';

const texts = new WeakMap<DialectAdapter, Map<string, string>>();

/**
 * Runs a statement whose text is always the same.
 * @param key names the statement; no other has the same
 * @param build makes it, with these values; only its text is kept
 * @param values bound to it, in the order in which they stand in it
 */
export async function executePrepared<Row>(
  database: Kysely<Database>,
  key: string,
  build: () => Compilable<Row>,
  values: readonly unknown[],
): Promise<QueryResult<Row>> {
  const { adapter } = database.getExecutor();
  const known = texts.get(adapter) ?? new Map<string, string>();
  texts.set(adapter, known);
  const text = known.get(key) ?? textOf(key, build, values);
  known.set(key, text);
  // The way through Kysely to the one connection takes a fifth of the time of a small statement.
  if (adapter instanceof OneConnectionAdapter) return adapter.connection.execute<Row>(text, values);
  return database.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
}

/**
 * Ids bound as one text, so that the statement is the same for any number of them.
 * @param listed the ids as JSON
 */
export const listedIds = <Id extends string>(listed: string) => sql<Id>`(select value from json_each(${listed}))`;

function textOf(key: string, build: () => Compilable, values: readonly unknown[]): string {
  const { sql, parameters } = build().compile();
  const isSame = parameters.length === values.length && parameters.every((value, index) => value === values[index]);
  if (!isSame) throw new Error(`the values of '${key}' are not bound in the order in which they stand in it`);
  return sql;
}

/** Rows of one statement: each number is a text of its own, so there are few. */
const MANY = 100;
const FEW = 20;

const nextSize = (left: number): number => (left >= MANY ? MANY : Math.min(left, FEW));

/** The rows in as many parts as there are statements, so that few texts serve any number of rows. */
function* partsOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; ) {
    const size = nextSize(rows.length - start);
    yield rows.slice(start, start + size);
    start += size;
  }
}

type Insert = InsertQueryBuilder<Database, keyof Database, InsertResult>;

/** The row with its columns in the order in which the statement binds them. */
function inOrder(row: object, columns: readonly string[]): object {
  const names = Object.keys(row);
  if (names.length === columns.length && names.every((name, index) => name === columns[index])) return row;
  const given = new Map<string, unknown>(Object.entries(row));
  if (given.size !== columns.length) throw new Error(`a row has the columns ${[...given.keys()]}, not ${columns}`);
  return Object.fromEntries(columns.map((column) => [column, given.get(column)]));
}

/** Runs a statement for each part of the rows, which all have the same columns. */
async function* insertParts<Table extends keyof Database & string, Row>(
  transaction: Transaction<Database>,
  table: Table,
  rows: readonly Database[Table][],
  kind: string,
  build: (insert: Insert) => Compilable<Row>,
): AsyncGenerator<QueryResult<Row>> {
  const columns = Object.keys(rows[0] ?? {});
  const ordered = rows.length === 1 ? rows : rows.map((row) => inOrder(row, columns));
  for (const some of partsOf<object>(ordered)) {
    const key = `${kind} ${some.length} ${table} ${columns}`;
    const values = some.flatMap((row) => Object.values(row));
    // The edge of the types: Kysely's insert types are not the rows' own for a table that is a type parameter.
    const insert = () => transaction.insertInto<keyof Database>(table).values(some as never);
    yield await executePrepared(transaction, key, () => build(insert()), values);
  }
}

/** Inserts rows. */
export async function insertPrepared<Table extends keyof Database & string>(
  transaction: Transaction<Database>,
  table: Table,
  rows: readonly Database[Table][],
): Promise<void> {
  for await (const _done of insertParts(transaction, table, rows, 'insert', (insert) => insert));
}

/** Inserts the rows whose ids are not there yet, and gives these ids. */
export async function insertNewPrepared<Table extends 'events' | 'task_run_states'>(
  transaction: Transaction<Database>,
  table: Table,
  rows: readonly Database[Table][],
): Promise<ReadonlySet<string>> {
  const inserted = new Set<string>();
  const build = (insert: Insert) =>
    insert.onConflict((conflict) => conflict.column('id' as never).doNothing()).returning('id' as never);
  for await (const { rows: found } of insertParts<Table, { id: string }>(transaction, table, rows, 'insert new', build))
    for (const { id } of found) inserted.add(id);
  return inserted;
}

/** Inserts task runs, or brings those that are there to what these rows say unless they have a later state. */
export async function upsertLaterTaskRuns(
  transaction: Transaction<Database>,
  rows: readonly Database['task_runs'][],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'id' && name !== 'created');
  const build = (insert: Insert) =>
    insert.onConflict((conflict) =>
      conflict
        .column('id' as never)
        .doUpdateSet(Object.fromEntries(columns.map((name) => [name, sql.ref(`excluded.${name}`)])))
        .where(
          sql<boolean>`task_runs.state_timestamp is null or task_runs.state_timestamp <= excluded.state_timestamp`,
        ),
    );
  for await (const _done of insertParts(transaction, 'task_runs', rows, 'upsert', build));
}

/** Updates the row of that id; patches of the same columns share one text. Whether the row was there. */
export async function updatePrepared(
  transaction: Transaction<Database>,
  table: 'flow_runs' | 'task_runs',
  id: string,
  patch: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const build = () =>
    transaction
      .updateTable(table)
      .set(patch)
      .where('id', '=', id as never);
  const { numAffectedRows = 0n } = await executePrepared(transaction, `update ${table} ${Object.keys(patch)}`, build, [
    ...Object.values(patch),
    id,
  ]);
  return numAffectedRows > 0n;
}
