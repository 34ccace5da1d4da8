// store: makes what was committed survive a loss of power, without halting the process for as long as the disk takes.
import { closeSync, fdatasync, openSync } from 'node:fs';
import { storageErrorFrom } from './sqlite-error.ts';

/**
 * SQLite's `synchronous = full` writes the log to the disk within `commit`, on the thread that answers all requests.
 * With `synchronous = normal` it leaves that to this class, which does the same on a thread of the pool; everything
 * else (checkpoints, the log's first page) SQLite still writes through by itself: https://www.sqlite.org/wal.html
 *
 * SQLite holds no lock on the log's file, so that closing a second descriptor of it releases none.
 */
export class WriteAheadLog {
  readonly #path: string;
  readonly #descriptor: number;

  /** @param path of the database, which must have been opened in WAL mode and read from */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#descriptor = openSync(`${path}-wal`, 'r+');
    } catch (error) {
      throw storageErrorFrom(error, path);
    }
  }

  /** Resolves when all that is in the log now is on the disk. */
  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      fdatasync(this.#descriptor, (error) => {
        if (error) reject(storageErrorFrom(error, this.#path));
        else resolve();
      });
    });
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
