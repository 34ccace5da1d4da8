// ui: one clock for all components that show a time relative to now.
import { useSyncExternalStore } from 'react';

interface Clock {
  readonly subscribe: (listener: () => void) => () => void;
  readonly now: () => number;
}

function clockOf(period_milliseconds: number): Clock {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        now = Date.now();
        timer = setInterval(tick, period_milliseconds);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
    now: () => now,
  };
}

const SLOW = clockOf(10_000);
const FAST = clockOf(1_000);
const STILL: Clock = { subscribe: () => () => {}, now: () => 0 };

/** Now, renewed every ten seconds. */
export const useNow = (): Date => new Date(useSyncExternalStore(SLOW.subscribe, SLOW.now));

/** Milliseconds since the epoch, renewed every second while `running`. */
export function useRunningNow(running: boolean): number {
  const clock = running ? FAST : STILL;
  return useSyncExternalStore(clock.subscribe, clock.now);
}
