// deploy: one process at a time, on one machine.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 25;
const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;

/**
 * Does something while no other process that asks for the same lock does. The lock is one of the operating system, taken
 * by way of SQLite: it ends with its process however that ends, so that there is no such thing as a stale lock.
 */
export async function withFileLock<Result>(
  path: string,
  act: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    for (;;) {
      try {
        database.exec('BEGIN EXCLUSIVE');
        break;
      } catch (error) {
        if (!isBusy(error)) throw error;
        await wait(PAUSE_MILLISECONDS * (1 + Math.random()), undefined, signal && { signal });
      }
    }
    return await act();
  } finally {
    database.close();
  }
}
