// store: one server for each database file, even after kill -9.
import { DatabaseSync } from 'node:sqlite';
import { StorageError } from '../storage-error.ts';
import { isBusyError, storageErrorFrom } from './sqlite-error.ts';

export interface FileLock {
  release(): void;
}

/**
 * Holds an exclusive lock on `<path>.lock`. The lock is the kernel's (through SQLite), so it is gone with the process
 * however that ends; a file with a process number in it would outlive a kill.
 */
export function lockFile(path: string): FileLock {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(`${path}.lock`, { timeout: 0 });
    database.exec('pragma locking_mode = exclusive; begin exclusive');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    if (!isBusyError(error)) throw storageErrorFrom(error, path);
    throw new StorageError('in_use', `${path} is in use by another server: stop it, or choose another file.`, {
      cause: error,
    });
  }
}
