// store: one connection to Postgres, as Kysely's driver wants it.
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { ClientBase, QueryArrayResult } from 'pg';
import { postgresErrorFrom } from './postgres-error.ts';

/** Statements that each connection keeps prepared. IN lists make many texts; only those that come again get a name. */
const STATEMENTS_KEPT = 500;

/** Names for the texts that are worth preparing, shared by the connections of a store. */
export class StatementNames {
  readonly #seen = new Set<string>();
  readonly #names = new Map<string, string>();

  /** Undefined until a text comes the second time. */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= STATEMENTS_KEPT) return name;
    if (this.#seen.delete(text)) this.#names.set(text, `s${this.#names.size}`);
    else if (this.#seen.size < 2 * STATEMENTS_KEPT) this.#seen.add(text);
    else this.#seen.clear();
    return this.#names.get(text);
  }
}

export class PostgresConnection<Client extends ClientBase = ClientBase> implements DatabaseConnection {
  readonly client: Client;
  readonly #names: StatementNames;
  readonly #place: string;
  /** Of the transaction that is open: tells after a lost connection whether it was committed. */
  transaction_id: string | null = null;

  /** @param place host and database, for messages */
  constructor(client: Client, names: StatementNames, place: string) {
    this.client = client;
    this.#names = names;
    this.#place = place;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const name = this.#names.nameOf(sql);
    try {
      const { rows, fields, command, rowCount } = await this.client.query<unknown[]>({
        text: sql,
        values: parameters.map(boundValue),
        rowMode: 'array',
        ...(name !== undefined && { name }),
      });
      if (command === 'SELECT') return { rows: rowsFrom<Row>(fields, rows) };
      return { rows: rowsFrom<Row>(fields, rows), numAffectedRows: BigInt(rowCount ?? 0) };
    } catch (error) {
      throw postgresErrorFrom(error, this.#place);
    }
  }

  // biome-ignore lint/correctness/useYield: no query of the store streams; an answer in pieces would need a cursor
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streams of rows are not read from Postgres; page through the table');
  }
}

function rowsFrom<Row>(fields: QueryArrayResult['fields'], rows: readonly (readonly unknown[])[]): Row[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    fields.forEach(({ name }, index) => {
      row[name] = values[index];
    });
    // The row type comes from Kysely's table types.
    return row as Row;
  });
}

/** Binds just what SQLite does, so that a value that one store refuses is refused by the other. */
function boundValue(value: unknown): string | number | bigint | null {
  if (value === undefined) throw new TypeError('undefined cannot be bound to a query; write null');
  // Postgres has no text with a zero byte in it.
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(`a value of type ${typeof value} cannot be bound to a query; encode it first`);
}
