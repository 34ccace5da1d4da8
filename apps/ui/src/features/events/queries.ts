// events: what is asked of the server.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

/** Servers that are told nothing look back some days only. */
const ALL_TIMES = { since: '1970-01-01T00:00:00Z', until: '2200-01-01T00:00:00Z' };

/** One event; null when there is none of that id. */
export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const filter = { id: { id: [id] }, occurred: ALL_TIMES };
      const page = await client.events.filter({ body: { filter, limit: 1 } }, { signal });
      return page.events[0] ?? null;
    },
  });
