// store: the connections to one Postgres, and how each of them is set up.
import { Pool, types } from 'pg';
import type { PostgresPlace } from './postgres-place.ts';

const { builtins } = types;

/** Milliseconds until a connection must stand. One that waits for a free place in the pool waits as long. */
const CONNECT_MS = 10_000;

/**
 * A transaction whose server was halted in its middle must not keep others waiting, and a statement that nobody waits
 * for any more must end. In milliseconds.
 */
const IDLE_IN_TRANSACTION_MS = 10_000;
const STATEMENT_MS = 30_000;

/** Counts and sums are 64-bit and arbitrary numbers, which `pg` gives as text. Ours stay far below 2^53. */
const getTypeParser = ((id: number, format?: 'text' | 'binary') =>
  id === builtins.INT8 || id === builtins.NUMERIC
    ? Number
    : types.getTypeParser(id, format as 'text')) as typeof types.getTypeParser;

export const connectionOptions = ({ url, schema }: PostgresPlace) => ({
  connectionString: url,
  application_name: 'signalbox',
  connectionTimeoutMillis: CONNECT_MS,
  keepAlive: true,
  // Of large tables Postgres thinks so many rows that it compiles a query for longer than it runs.
  options: `-c search_path=${schema} -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS} -c statement_timeout=${STATEMENT_MS} -c jit=off`,
  types: { getTypeParser },
});

/** @param size most connections that are open at the same time */
export function openPool(place: PostgresPlace, size: number): Pool {
  const pool = new Pool({ ...connectionOptions(place), max: size, idleTimeoutMillis: 60_000 });
  // Whoever has a query on a connection that ends hears of it by that query; without one it is just replaced.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}
