// store: opens the database file: one writer, readers apart, migrations first.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ControlledTransaction, Kysely, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import { SqliteConnection } from './dialect/sqlite-connection.ts';
import { sqliteDialect } from './dialect/sqlite-dialect.ts';
import { WriteAheadLog } from './dialect/write-ahead-log.ts';
import { lockFile } from './file-lock.ts';
import { migrateToLatest } from './migrations/migrate.ts';
import { type BatchTransaction, WriteQueue, type WrittenBatch } from './write-queue.ts';

export interface Store {
  /** For queries outside of a write: never waits for the writer. */
  readonly read: Kysely<Database>;
  /**
   * Runs a unit of work in a transaction and answers once it is on disk. The unit must await nothing but queries: the
   * whole queue waits for it. Rejects with what the unit throws, after undoing what it wrote.
   */
  write<T>(unit: (transaction: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Units of work that wait for the writer. */
  waitingWrites(): number;
  /** Calls back after each commit: there is one who watches. */
  watchWrites(onBatch: (batch: WrittenBatch) => void): void;
  /** Waits for queued writes, then closes the file. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The SQLite file; it and its folder are made if missing. */
  readonly path: string;
}

/**
 * Opens a store, migrating it to this version.
 * @throws StorageError of kind `in_use`, `corrupt`, `newer`, `read_only`, `unopenable` or `full`
 */
export async function openStore({ path }: StoreOptions): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true });
  // Undone in reverse when anything fails; the writer is closed after the reader, which folds its log into the file.
  using opened = new DisposableStack();
  const lock = lockFile(path);
  opened.defer(() => lock.release());
  const writing = new SqliteConnection(path, { readOnly: false });
  opened.defer(() => writing.close());
  const writer = new Kysely<Database>({ dialect: sqliteDialect(writing) });
  await migrateToLatest(writer, path);
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
    waitingWrites: () => queue.waiting,
    watchWrites: (onBatch) => {
      queue.onBatch = onBatch;
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
