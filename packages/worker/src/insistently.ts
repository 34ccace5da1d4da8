// worker: repeats what must reach the server until it does.
import { RequestTimeoutError, ResponseError, ServerUnreachableError, wait } from '@signalbox/client';
import type { Tell } from './worker-event.ts';

const FIRST_PAUSE_SECONDS = 0.5;
const LONGEST_PAUSE_SECONDS = 10;

/** Whether the server may answer otherwise later: it was away, or failed by itself. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ServerUnreachableError ||
    error instanceof RequestTimeoutError ||
    (error instanceof ResponseError && error.status >= 500)
  );
}

export interface InsistOptions {
  readonly tell: Tell;
  /** Ends the attempts; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** Runs the action until it succeeds or fails for good; tells once when the server goes away and once when it is back. */
export async function insistently<Result>(
  action: () => Promise<Result>,
  { tell, signal }: InsistOptions,
): Promise<Result> {
  for (let failures = 0; ; failures += 1) {
    try {
      const result = await action();
      if (failures > 0) tell({ type: 'recovered', message: 'The server answers again.' });
      return result;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPassing(error) || !(error instanceof Error)) throw error;
      if (failures === 0) tell({ type: 'trouble', message: `${error.message} Trying again until it answers.` });
    }
    const pause_seconds = Math.min(FIRST_PAUSE_SECONDS * 2 ** failures, LONGEST_PAUSE_SECONDS);
    await wait(pause_seconds, signal);
  }
}
