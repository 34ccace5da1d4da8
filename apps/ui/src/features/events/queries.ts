// events: what is asked of the server.
import type { ReceivedEvent } from '@signalbox/contract';
import { queryOptions } from '@tanstack/react-query';
import { client, queryClient } from '../../api/index.ts';

/** Servers that are told nothing look back some days only. */
const ALL_TIMES = { since: '1970-01-01T00:00:00Z', until: '2200-01-01T00:00:00Z' };

/** One event; null when there is none of that id. */
export const eventQuery = (id: string) =>
  queryOptions<ReceivedEvent | null>({
    queryKey: ['events', 'one', id],
    // An event never changes; one that is not there may only be on its way.
    staleTime: ({ state }) => (state.data ? Number.POSITIVE_INFINITY : 0),
    queryFn: async ({ signal }) => {
      const filter = { id: { id: [id] }, occurred: ALL_TIMES };
      const page = await client.events.filter({ body: { filter, limit: 1 } }, { signal });
      return page.events[0] ?? null;
    },
  });

/** A live event can be seen before the server finds it among those it keeps. */
export const keepEvent = (event: ReceivedEvent): void => {
  queryClient.setQueryData(eventQuery(event.id).queryKey, event);
};
