// live: gathers what became stale, so that a burst of events asks the server once.
import type { QueryKeyPrefix } from './query-keys-from-event.ts';

export interface StaleKeysOptions {
  /** A first event is flushed after this long: others come with it. */
  readonly gather_milliseconds: number;
  /** While events go on, no more often than this. */
  readonly pause_milliseconds: number;
  readonly flush: (keys: readonly QueryKeyPrefix[]) => void;
  readonly now: () => number;
  readonly setTimeout: (task: () => void, milliseconds: number) => unknown;
}

/** Returns a function that takes keys; equal keys that wait together are flushed once. */
export function gatherStaleKeys(options: StaleKeysOptions): (keys: readonly QueryKeyPrefix[]) => void {
  let waiting = new Map<string, QueryKeyPrefix>();
  let flushed_at = Number.NEGATIVE_INFINITY;
  return (keys) => {
    if (keys.length === 0) return;
    const isFirst = waiting.size === 0;
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    if (!isFirst) return;
    const rest = flushed_at + options.pause_milliseconds - options.now();
    options.setTimeout(
      () => {
        const gathered = [...waiting.values()];
        waiting = new Map();
        flushed_at = options.now();
        options.flush(gathered);
      },
      Math.max(options.gather_milliseconds, rest),
    );
  };
}
