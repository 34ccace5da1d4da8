// store: brings a database to this version, and refuses one of a later version.
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Database } from '../database.ts';
import { hasTable } from '../dialect/engine.ts';
import { StorageError } from '../dialect/storage-error.ts';
import { initialTables } from './0001-initial-tables.ts';
import { automations } from './0002-automations.ts';
import { largeDatabases } from './0003-large-databases.ts';
import { pagesAndNames } from './0004-pages-and-names.ts';
import { deploymentVersions } from './0005-deployment-versions.ts';

/** In order of their names; one that has shipped never changes. */
const MIGRATIONS: { readonly [name: string]: Migration } = {
  '0001-initial-tables': initialTables,
  '0002-automations': automations,
  '0003-large-databases': largeDatabases,
  '0004-pages-and-names': pagesAndNames,
  '0005-deployment-versions': deploymentVersions,
};

async function appliedMigrations(database: Kysely<Database>): Promise<string[]> {
  if (!(await hasTable(database, 'kysely_migration'))) return [];
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database);
  return applied.rows.map((row) => row.name);
}

/**
 * @param place for messages
 * @param schema where the tables lie, in a database that has several
 * @throws StorageError of kind `newer` when the database knows a migration that this version does not
 */
export async function migrateToLatest(database: Kysely<Database>, place: string, schema?: string): Promise<void> {
  const applied = await appliedMigrations(database);
  const unknown = applied.filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    throw new StorageError(
      'newer',
      `${place} was written by a newer version (it has ${unknown.join(', ')}): install that version, or choose another database.`,
    );
  }
  if (applied.length === Object.keys(MIGRATIONS).length) return;
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => MIGRATIONS },
    ...(schema !== undefined && { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
