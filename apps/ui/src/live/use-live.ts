// live: whether events arrive, as a store that components subscribe to. Undefined until the first answer.
import { useSyncExternalStore } from 'react';

let current: boolean | undefined;
const listeners = new Set<() => void>();

export function setLive(live: boolean): void {
  current = live;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLive = (): boolean | undefined => useSyncExternalStore(subscribe, () => current);
