// store: one server for each database file, even after kill -9.
import { DatabaseSync } from 'node:sqlite';
import { StorageError } from './dialect/storage-error.ts';

export interface FileLock {
  release(): void;
}

/**
 * Holds an exclusive lock on `<path>.lock`. The lock is the kernel's (through SQLite), so it is gone with the process
 * however that ends; a file with a process number in it would outlive a kill.
 */
export function lockFile(path: string): FileLock {
  const database = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    database.close();
    throw new StorageError('in_use', `${path} is in use by another server: stop it, or choose another file.`, {
      cause: error,
    });
  }
  return { release: () => database.close() };
}
