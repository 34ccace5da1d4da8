// store: Kysely's dialect over one SqliteConnection.
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Tells that statements run at once, on one connection: who has their text needs none of what leads to a connection. */
export class OneConnectionAdapter extends SqliteAdapter {
  readonly connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    super();
    this.connection = connection;
  }
}

/** Statements run synchronously on one connection, so acquiring it needs no lock; the write queue orders transactions. */
const driverOf = (connection: SqliteConnection): Driver => ({
  init: async () => {},
  acquireConnection: async () => connection,
  releaseConnection: async () => {},
  // Whoever opened the connection closes it.
  destroy: async () => {},
  beginTransaction: async () => {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  },
  commitTransaction: async () => {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  },
  rollbackTransaction: async () => {
    if (connection.database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  },
});

export const sqliteDialect = (connection: SqliteConnection): Dialect => ({
  createAdapter: () => new OneConnectionAdapter(connection),
  createDriver: () => driverOf(connection),
  createIntrospector: (database) => new SqliteIntrospector(database),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
