// store: one connection to a SQLite file, as Kysely's driver wants it.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { storageErrorFrom } from './sqlite-error.ts';

/** Prepared statements kept for each connection. Our queries have a few hundred shapes; IN lists add more. */
const STATEMENTS_KEPT = 1000;

/** Whatever else a statement begins with, it may write. */
const READS = /^\s*(select|pragma|explain)\b/i;

/** After one of these, what was prepared before may answer other columns. */
const SCHEMA_CHANGE = /^\s*(alter|create|drop)\s/i;

interface PreparedStatement {
  readonly statement: StatementSync;
  /** Names of the columns that it answers; none when it answers no rows. */
  readonly columns: readonly string[];
  /** A row with these columns and no values. */
  readonly emptyRow: Readonly<Record<string, null>>;
  readonly changesSchema: boolean;
  readonly writes: boolean;
}

/**
 * Rows are taken as arrays and made objects here: the objects of node:sqlite have no prototype, and V8 keeps an object
 * that is given more than a dozen columns one by one as a hash table. Copying either, or writing it as JSON, takes
 * several times as long as that of a copy of an object which JSON.parse has made.
 */
function rowFrom<Row>({ columns, emptyRow }: PreparedStatement, values: readonly unknown[]): Row {
  const row: Record<string, unknown> = { ...emptyRow };
  for (const [index, column] of columns.entries()) row[column] = values[index];
  // The row type comes from Kysely's table types.
  return row as Row;
}

export class SqliteConnection implements DatabaseConnection {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, PreparedStatement>();
  #writes = 0;

  constructor(path: string, options: { readOnly: boolean }) {
    try {
      this.database = new DatabaseSync(path, { readOnly: options.readOnly, timeout: 5_000 });
      this.database.exec(
        options.readOnly
          ? 'pragma query_only = on; pragma cache_size = -32000;'
          : 'pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; pragma wal_autocheckpoint = 4000; pragma cache_size = -32000; pragma journal_size_limit = 67108864;',
      );
    } catch (error) {
      throw storageErrorFrom(error, path);
    }
  }

  /** How many statements that may write have been tried. */
  get writes(): number {
    return this.#writes;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.execute<Row>(query.sql, query.parameters);
  }

  execute<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const bound = parameters.map(boundValue);
    try {
      const prepared = this.#prepare(sql);
      const { statement, columns, changesSchema, writes } = prepared;
      if (writes) this.#writes += 1;
      if (columns.length > 0) {
        // The types of node:sqlite know rows as objects only; `setReturnArrays` has made them arrays.
        const rows = statement.all(...bound) as unknown as unknown[][];
        return { rows: rows.map((values) => rowFrom<Row>(prepared, values)) };
      }
      const { changes, lastInsertRowid } = statement.run(...bound);
      if (changesSchema) this.#statements.clear();
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    } catch (error) {
      throw storageErrorFrom(error, this.database.location() ?? 'memory');
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    const prepared = this.#prepare(query.sql);
    const rows = prepared.statement.iterate(...query.parameters.map(boundValue)) as unknown as Iterable<unknown[]>;
    for (const values of rows) yield { rows: [rowFrom<Row>(prepared, values)] };
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }

  #prepare(sql: string): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    statement.setReturnArrays(true);
    const columns = statement.columns().map(({ name }) => name);
    const prepared = {
      statement,
      columns,
      emptyRow: JSON.parse(JSON.stringify(Object.fromEntries(columns.map((column) => [column, null])))),
      changesSchema: SCHEMA_CHANGE.test(sql),
      writes: !READS.test(sql),
    };
    if (this.#statements.size >= STATEMENTS_KEPT) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/**
 * node:sqlite takes an object as first bound value for the bag of named parameters and shifts the rest without an
 * error, so every value is checked before it is bound.
 */
function boundValue(value: unknown): SQLInputValue {
  if (value === undefined) throw new TypeError('undefined cannot be bound to a query; write null');
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a value of type ${typeof value} cannot be bound to a query; encode it first`);
}
