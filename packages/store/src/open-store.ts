// store: opens the database that the place says.
import { openSqliteStore } from './dialect/sqlite/open-sqlite-store.ts';
import type { Store } from './store.ts';

/** A file for one server, or a Postgres for any number of them. */
export type StorePlace =
  | { readonly path: string }
  | {
      /** postgresql://user:password@host:port/database; `postgresql+asyncpg://` is taken too. */
      readonly url: string;
      /** Where its tables lie. Default `signalbox`. */
      readonly schema?: string;
    };

/**
 * Opens a store, migrating it to this version.
 * @throws StorageError that says what is wrong with the place, and what to do
 */
export async function openStore(place: StorePlace): Promise<Store> {
  if ('path' in place) return openSqliteStore(place.path);
  const [{ openPostgresStore }, { postgresPlace }] = await Promise.all([
    import('./dialect/postgres/open-postgres-store.ts'),
    import('./dialect/postgres/postgres-place.ts'),
  ]);
  return openPostgresStore(postgresPlace(place.url, place.schema));
}
