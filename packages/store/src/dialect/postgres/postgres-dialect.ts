// store: Kysely's dialect over a pool of connections to Postgres.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { StorageError } from '../storage-error.ts';
import { withPatience } from './patience.ts';
import { PostgresConnection, type StatementNames } from './postgres-connection.ts';
import { postgresErrorFrom } from './postgres-error.ts';

export interface PostgresAccess {
  readonly pool: Pool;
  readonly names: StatementNames;
  /** Host and database, for messages. */
  readonly place: string;
}

const dialectOf = (driver: Driver): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: (database) => new PostgresIntrospector(database),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

async function connect({ pool, names, place }: PostgresAccess): Promise<PostgresConnection<PoolClient>> {
  try {
    return new PostgresConnection(await pool.connect(), names, place);
  } catch (error) {
    throw postgresErrorFrom(error, place);
  }
}

/** A connection on which something failed that was not the statement's fault is not used again. */
const isBroken = (error: unknown): boolean => !(error instanceof StorageError) || error.kind === 'unreachable';

/** Each query takes a free connection and, as it changes nothing, another one when that is lost. */
class Reader implements DatabaseConnection {
  readonly #access: PostgresAccess;

  constructor(access: PostgresAccess) {
    this.#access = access;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return withPatience(
      (kind) => kind === 'unreachable' || kind === 'contended',
      async () => {
        const connection = await connect(this.#access);
        try {
          const result = await connection.executeQuery<Row>(query);
          connection.client.release();
          return result;
        } catch (error) {
          connection.client.release(isBroken(error));
          throw error;
        }
      },
    );
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streams of rows are not read from Postgres; page through the table');
  }
}

const refused = (): never => {
  throw new Error('the connections for reading take no transactions');
};

/** For queries outside of a transaction. */
export function readingDialect(access: PostgresAccess): Dialect {
  const reader = new Reader(access);
  return dialectOf({
    init: async () => {},
    acquireConnection: async () => reader,
    releaseConnection: async () => {},
    destroy: async () => {},
    beginTransaction: refused,
    commitTransaction: refused,
    rollbackTransaction: refused,
  });
}

/** Whether a transaction whose commit was sent, but not answered, has happened; asked over another connection. */
function wasCommitted(access: PostgresAccess, transaction_id: string): Promise<boolean> {
  return withPatience(
    (kind) => kind === 'unreachable' || kind === 'contended',
    async () => {
      const connection = await connect(access);
      try {
        const { rows } = await connection.client.query('select pg_xact_status($1::xid8) as status', [transaction_id]);
        connection.client.release();
        if (rows[0]?.status === 'in progress')
          throw new StorageError('contended', `${access.place}: the outcome of a commit is not known yet.`);
        return rows[0]?.status === 'committed';
      } catch (error) {
        connection.client.release(true);
        throw postgresErrorFrom(error, access.place);
      }
    },
  );
}

/**
 * For transactions. They see one snapshot, and Postgres refuses a change of what somebody else has changed since: the
 * store then repeats the unit. A rule that counts rows must change the row that stands for them: see `serialize`.
 */
export function writingDialect(access: PostgresAccess): Dialect {
  const commit = async (connection: PostgresConnection<PoolClient>): Promise<void> => {
    const { transaction_id } = connection;
    try {
      await connection.client.query('commit');
    } catch (error) {
      const failure = postgresErrorFrom(error, access.place);
      if (transaction_id === null || !(failure instanceof StorageError) || failure.kind !== 'unreachable')
        throw failure;
      if (!(await wasCommitted(access, transaction_id))) throw failure;
    }
    connection.transaction_id = null;
  };
  const driver = {
    init: async () => {},
    acquireConnection: () => connect(access),
    releaseConnection: async (connection: PostgresConnection<PoolClient>) => {
      // What was not ended properly must not reach the next one who takes the connection.
      connection.client.release(connection.transaction_id !== null);
    },
    destroy: async () => {},
    beginTransaction: async (connection: PostgresConnection<PoolClient>) => {
      try {
        const begun = await connection.client.query(
          'begin isolation level repeatable read; select pg_current_xact_id()::text as id',
        );
        // Two statements in one message are answered by two results, which the types do not tell.
        const [, told] = begun as unknown as [unknown, { rows: { id: string }[] }];
        connection.transaction_id = told.rows[0]?.id ?? null;
      } catch (error) {
        connection.transaction_id = 'none';
        throw postgresErrorFrom(error, access.place);
      }
    },
    commitTransaction: commit,
    rollbackTransaction: async (connection: PostgresConnection<PoolClient>) => {
      try {
        await connection.client.query('rollback');
        connection.transaction_id = null;
      } catch (error) {
        throw postgresErrorFrom(error, access.place);
      }
    },
  };
  // Kysely hands the driver just the connections that it has made.
  return dialectOf(driver as unknown as Driver);
}
