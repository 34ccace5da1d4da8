// events: the newest page from the API, then live, and older pages on demand.
import { SubscriptionRefusedError, subscribeEvents } from '@signalbox/client';
import type { ReceivedEvent } from '@signalbox/contract';
import { useEffect, useReducer } from 'react';
import { checkSignIn, client } from '../../api/index.ts';
import { batched } from '../../live/index.ts';
import { EMPTY_LIST, type EventList, nextEventList } from './event-list.ts';
import { filterFromSearch, isOpenEnded, requestFromFilter } from './filter.ts';
import { newestEvents, olderEvents } from './pages.ts';

export interface Events extends EventList {
  readonly loadOlder: () => Promise<void>;
  readonly pause: () => void;
  /** Goes on at the newest event. */
  readonly resume: () => void;
}

const lastReceived = (events: readonly ReceivedEvent[]): string =>
  events
    .map(({ received }) => received)
    .sort()
    .at(-1) ?? '';

/** @param search the filter as it stands in the URL */
export function useEvents(search: string): Events {
  const [list, dispatch] = useReducer(nextEventList, EMPTY_LIST);
  const [attempt, again] = useReducer((count: number) => count + 1, 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to start anew
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const filter = filterFromSearch(new URLSearchParams(search));
    const add = batched<ReceivedEvent>((events) => {
      if (!signal.aborted) dispatch({ type: 'live', events });
    });
    const run = async (): Promise<void> => {
      dispatch({ type: 'start' });
      const request = requestFromFilter(filter, Date.now());
      const page = await newestEvents(client.events, request, signal);
      dispatch({ type: 'newest', ...page });
      if (!isOpenEnded(filter, Date.now())) return;
      const { occurred: _range, order: _order, ...wanted } = request;
      const last = lastReceived(page.events);
      // With what happened in the last minutes, so that nothing falls between the page and the stream.
      for await (const event of subscribeEvents(client, wanted, { backfill: true, signal }))
        if (event.received > last) add(event);
    };
    run().catch((error: unknown) => {
      if (signal.aborted) return;
      if (error instanceof SubscriptionRefusedError) void checkSignIn();
      dispatch({ type: 'error', error });
    });
    return () => stop.abort();
  }, [search, attempt]);

  const loadOlder = async (): Promise<void> => {
    dispatch({ type: 'start' });
    try {
      const request = requestFromFilter(filterFromSearch(new URLSearchParams(search)), Date.now());
      dispatch({ type: 'older', ...(await olderEvents(client.events, request, list.events)) });
    } catch (error) {
      dispatch({ type: 'error', error });
    }
  };
  const resume = (): void => {
    dispatch({ type: 'resume' });
    again();
  };
  return { ...list, loadOlder, resume, pause: () => dispatch({ type: 'pause' }) };
}
