// live: gathers what became stale, so that a burst of events asks the server once.
import type { QueryKeyPrefix } from './query-keys-from-event.ts';

export interface StaleKeysOptions {
  /** Gathered for this long before `flush` is called. */
  readonly window_milliseconds: number;
  readonly flush: (keys: readonly QueryKeyPrefix[]) => void;
  readonly setTimeout: (task: () => void, milliseconds: number) => unknown;
}

/** Returns a function that takes keys; equal keys within a window are flushed once. */
export function gatherStaleKeys(options: StaleKeysOptions): (keys: readonly QueryKeyPrefix[]) => void {
  let waiting = new Map<string, QueryKeyPrefix>();
  return (keys) => {
    if (keys.length === 0) return;
    const first = waiting.size === 0;
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    if (!first) return;
    options.setTimeout(() => {
      const gathered = [...waiting.values()];
      waiting = new Map();
      options.flush(gathered);
    }, options.window_milliseconds);
  };
}
