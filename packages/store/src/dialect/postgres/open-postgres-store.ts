// store: opens the tables of one schema of a Postgres, which other servers may use at the same time.
import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from '../../database.ts';
import { migrateToLatest } from '../../migrations/migrate.ts';
import { prepareTrigrams } from '../../run-names/postgres-trigrams.ts';
import type { Store, WrittenBatch } from '../../store.ts';
import { PostgresBroadcast } from './broadcast.ts';
import { withPatience } from './patience.ts';
import { StatementNames } from './postgres-connection.ts';
import { readingDialect, writingDialect } from './postgres-dialect.ts';
import { postgresErrorFrom } from './postgres-error.ts';
import type { PostgresPlace } from './postgres-place.ts';
import { openPool } from './postgres-pool.ts';

export interface PostgresOptions {
  /** Most connections for transactions, default 12, and for reading, default 6. One more listens. */
  readonly writers?: number;
  readonly readers?: number;
}

/** Any number that only this uses. */
const SCHEMA_LOCK = 5_391_077;

/** A name that is taken may be one that a transaction at the same time has taken: the repeat finds it. */
const CONSTRAINT_ATTEMPTS = 3;

/**
 * Opens a store, migrating it to this version.
 * @throws StorageError of kind `unreachable`, `unopenable` or `newer`
 */
export async function openPostgresStore(
  place: PostgresPlace,
  { writers = 12, readers = 6 }: PostgresOptions = {},
): Promise<Store> {
  await using opened = new AsyncDisposableStack();
  const writingPool = openPool(place, writers);
  opened.defer(() => writingPool.end());
  try {
    // Two that make it at the same moment get in each other's way, also with `if not exists`. Both statements are one
    // transaction, which holds the lock to its end.
    await writingPool.query(
      `select pg_advisory_xact_lock(${SCHEMA_LOCK}); create schema if not exists "${place.schema}"`,
    );
    // Kysely's own driver: one that migrates must see what another has just migrated while it waited for the lock.
    const migrating = new Kysely<Database>({ dialect: new PostgresDialect({ pool: writingPool }) });
    await migrateToLatest(migrating, place.name, place.schema);
    await prepareTrigrams(migrating);
  } catch (error) {
    throw postgresErrorFrom(error, place.name);
  }
  const readingPool = openPool(place, readers);
  opened.defer(() => readingPool.end());
  const broadcast = new PostgresBroadcast(place);
  await broadcast.open().catch((error: unknown) => {
    throw postgresErrorFrom(error, place.name);
  });
  opened.defer(() => broadcast.close());
  const names = new StatementNames();
  const writer = new Kysely<Database>({ dialect: writingDialect({ pool: writingPool, names, place: place.name }) });
  const running = new Set<Promise<unknown>>();
  let onBatch: ((batch: WrittenBatch) => void) | null = null;
  const resources = opened.move();
  let closing: Promise<void> | null = null;
  return {
    read: new Kysely<Database>({ dialect: readingDialect({ pool: readingPool, names, place: place.name }) }),
    write: async (unit) => {
      if (closing) throw new Error('the store is closed');
      const began = performance.now();
      const written = withPatience(
        (kind, attempt) =>
          kind === 'contended' || kind === 'unreachable' || (kind === 'constraint' && attempt < CONSTRAINT_ATTEMPTS),
        () => writer.transaction().execute(unit),
      ).finally(() => running.delete(written));
      running.add(written);
      const value = await written;
      onBatch?.({ units: 1, seconds: (performance.now() - began) / 1_000 });
      return value;
    },
    broadcast,
    waitingWrites: () => writingPool.waitingCount,
    watchWrites: (callback) => {
      onBatch = callback;
    },
    rest: () => {},
    close: () => {
      closing ??= Promise.allSettled(running).then(() => resources.disposeAsync());
      return closing;
    },
  };
}
