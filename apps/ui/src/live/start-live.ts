// live: the stream of events that keeps every query fresh.
import { SubscriptionRefusedError, subscribeEvents } from '@signalbox/client';
import { checkSignIn, client, queryClient } from '../api/index.ts';
import { queryKeysFromEvent } from './query-keys-from-event.ts';
import { gatherStaleKeys } from './stale-keys.ts';
import { setLive } from './use-live.ts';

/** After a server that was never reached, or that refused the stream. */
const PAUSE_MILLISECONDS = 15_000;
/** While no events arrive, what is shown is asked for again this often. */
const FALLBACK_MILLISECONDS = 15_000;

const gather = gatherStaleKeys({
  gather_milliseconds: 300,
  pause_milliseconds: 2_000,
  flush: (keys) => {
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
  },
  now: () => performance.now(),
  setTimeout: (task, milliseconds) => window.setTimeout(task, milliseconds),
});

async function listen(signal: AbortSignal, onConnection: (connected: boolean) => void): Promise<void> {
  const filter = { event: { prefix: ['prefect.'] } };
  for await (const event of subscribeEvents(client, filter, { signal, onConnection })) {
    gather(queryKeysFromEvent(event));
  }
}

/** Listens until the returned function is called. What was missed during a break is asked for again. */
export function startLive(): () => void {
  const stop = new AbortController();
  let fallback: ReturnType<typeof setInterval> | undefined;
  const refresh = () => void queryClient.invalidateQueries();
  const onConnection = (connected: boolean): void => {
    setLive(connected);
    if (connected && fallback !== undefined) refresh();
    clearInterval(fallback);
    fallback = connected ? undefined : setInterval(refresh, FALLBACK_MILLISECONDS);
  };
  const again = (): void => {
    listen(stop.signal, onConnection).catch((error: unknown) => {
      if (stop.signal.aborted) return;
      if (error instanceof SubscriptionRefusedError) void checkSignIn();
      onConnection(false);
      setTimeout(again, PAUSE_MILLISECONDS);
    });
  };
  again();
  return () => {
    stop.abort();
    clearInterval(fallback);
  };
}
