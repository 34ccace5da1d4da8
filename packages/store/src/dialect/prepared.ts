// store: statements that run so often that their text is made once. Building and compiling one takes as long as running it.
import {
  type Compilable,
  CompiledQuery,
  type DialectAdapter,
  type Kysely,
  type QueryResult,
  type Transaction,
} from 'kysely';
import type { Database } from '../database.ts';

const texts = new WeakMap<DialectAdapter, Map<string, string>>();

/**
 * Runs a statement whose text is always the same.
 * @param key names the statement; no other has the same
 * @param build makes it, with these values; only its text is kept
 * @param values bound to it, in the order in which they stand in it
 */
export function executePrepared<Row>(
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
  return database.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
}

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

export interface InsertOptions {
  /** A row whose id is there already is left out. Default: it is an error. */
  readonly ignoreKnownIds?: boolean;
}

/**
 * Inserts rows that all have the same columns, in the same order.
 * @returns how many were inserted
 */
export async function insertPrepared<Table extends keyof Database & string>(
  transaction: Transaction<Database>,
  table: Table,
  rows: readonly Database[Table][],
  { ignoreKnownIds = false }: InsertOptions = {},
): Promise<number> {
  let inserted = 0;
  for (
    let start = 0, size = nextSize(rows.length);
    start < rows.length;
    start += size, size = nextSize(rows.length - start)
  ) {
    const some = rows.slice(start, start + size);
    // The edge of the types: Kysely's insert types are not the rows' own for a table that is a type parameter.
    const insert = () => transaction.insertInto(table).values(some as never);
    const build = ignoreKnownIds
      ? () => insert().onConflict((conflict) => conflict.column('id' as never).doNothing())
      : insert;
    const key = `insert ${ignoreKnownIds ? 'new ' : ''}${size} ${table} ${Object.keys(some[0] ?? {})}`;
    const { numAffectedRows = 0n } = await executePrepared(
      transaction,
      key,
      build,
      some.flatMap((row) => Object.values(row)),
    );
    inserted += Number(numAffectedRows);
  }
  return inserted;
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
