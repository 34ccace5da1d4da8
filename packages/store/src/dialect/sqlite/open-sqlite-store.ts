// store: opens the database file: one writer, readers apart, migrations first.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ControlledTransaction, Kysely } from 'kysely';
import type { Database } from '../../database.ts';
import { migrateToLatest } from '../../migrations/migrate.ts';
import type { Store } from '../../store.ts';
import { lockFile } from './file-lock.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { WriteAheadLog } from './write-ahead-log.ts';
import { type BatchTransaction, WriteQueue } from './write-queue.ts';

/**
 * Opens a store, migrating it to this version.
 * @param path the file; it and its folder are made if missing
 * @throws StorageError of kind `in_use`, `corrupt`, `newer`, `read_only`, `unopenable` or `full`
 */
export async function openSqliteStore(path: string): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true });
  // Undone in reverse when anything fails; the writer is closed after the reader, which folds its log into the file.
  using opened = new DisposableStack();
  const lock = lockFile(path);
  opened.defer(() => lock.release());
  const writing = new SqliteConnection(path, { readOnly: false });
  opened.defer(() => writing.close());
  const writer = new Kysely<Database>({ dialect: sqliteDialect(writing) });
  await migrateToLatest(writer, path);
  // What undoes a failed statement of several writes (one with triggers, or of several rows) goes to a file otherwise,
  // which takes as long as the writes. Only after the migrations, whose sorting of whole tables needs that file.
  writing.database.exec('pragma temp_store = memory');
  const reading = new SqliteConnection(path, { readOnly: true });
  opened.defer(() => reading.close());
  const log = new WriteAheadLog(path);
  opened.defer(() => log.close());
  const queue = new WriteQueue(batchTransactionOn(writer, writing, log));
  const resources = opened.move();
  let closing: Promise<void> | null = null;
  return {
    read: new Kysely<Database>({ dialect: sqliteDialect(reading) }),
    write: (unit) => queue.enqueue(unit),
    broadcast: null,
    waitingWrites: () => queue.waiting,
    watchWrites: (onBatch) => {
      queue.onBatch = onBatch;
    },
    rest: () => {
      for (const { database } of [writing, reading]) database.exec('pragma shrink_memory');
    },
    close: () => {
      closing ??= queue.close().then(() => resources.dispose());
      return closing;
    },
  };
}

function batchTransactionOn(
  writer: Kysely<Database>,
  connection: SqliteConnection,
  log: WriteAheadLog,
): BatchTransaction {
  let current: ControlledTransaction<Database> | null = null;
  let writesBefore = 0;
  let mustSync = false;
  const { database } = connection;
  return {
    begin: async () => {
      current = await writer.startTransaction().execute();
      writesBefore = connection.writes;
      return current;
    },
    writes: () => connection.writes,
    savepoint: () => database.exec('savepoint unit'),
    release: () => database.exec('release unit'),
    rollbackToSavepoint: () => {
      if (!database.isTransaction) return false;
      database.exec('rollback to unit; release unit');
      return true;
    },
    commit: async () => {
      mustSync ||= connection.writes > writesBefore;
      await current?.commit().execute();
      current = null;
    },
    rollback: async () => {
      if (current && !current.isCommitted) await current.rollback().execute();
      current = null;
    },
    sync: async () => {
      if (!mustSync) return;
      mustSync = false;
      await log.sync();
    },
  };
}
