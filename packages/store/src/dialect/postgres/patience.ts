// store: what a lost connection or a contended row fails is tried again, for as long as a client would wait.
import { setTimeout as pause } from 'node:timers/promises';
import { StorageError, type StorageErrorKind } from '../storage-error.ts';

/** Milliseconds for which a restart of Postgres may keep a request waiting. Clients of Prefect give up after 30 s or more. */
const PATIENCE_MS = 20_000;

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 500;

/**
 * Calls until it succeeds, fails with something else, or the patience ends. Pauses grow and vary, so that those who
 * were in each other's way do not meet again.
 * @param mayRepeat whether a failure of that kind is worth another attempt
 */
export async function withPatience<T>(
  mayRepeat: (kind: StorageErrorKind, attempt: number) => boolean,
  call: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof StorageError) || !mayRepeat(error.kind, attempt)) throw error;
      if (performance.now() >= deadline) throw error;
      const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
      await pause(longest * (0.5 + Math.random() / 2));
    }
  }
}
