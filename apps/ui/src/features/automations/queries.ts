// automations: what is asked of the server.
import { NotFoundError } from '@signalbox/client';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

export const AUTOMATIONS_PAGE_SIZE = 50;

const FIRED = 'prefect.automation.triggered';
const ENDED = ['prefect.automation.action.executed', 'prefect.automation.action.failed'];
const RESOURCE = 'prefect.automation.';

export const automationsQuery = (page: number) =>
  queryOptions({
    queryKey: ['automations', 'page', page],
    queryFn: async ({ signal }) => {
      const body = { limit: AUTOMATIONS_PAGE_SIZE, offset: (page - 1) * AUTOMATIONS_PAGE_SIZE };
      const [automations, count] = await Promise.all([
        client.automations.filter({ body }, { signal }),
        client.automations.count({ body: {} }, { signal }),
      ]);
      return { automations, count };
    },
  });

export const automationQuery = (id: string) =>
  queryOptions({
    queryKey: ['automations', 'one', id],
    queryFn: ({ signal }) => client.automations.read({ params: { id } }, { signal }),
  });

export interface Firings {
  readonly count: number;
  readonly last: string;
}

/** How often and when last the automations fired, as far as the server still has the events; by their ids. */
export const firingsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['automations', 'firings', ids],
    enabled: ids.length > 0,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, Firings>> => {
      const filter = { event: { name: [FIRED] }, resource: { id: ids.map((id) => RESOURCE + id) } };
      const counts = await client.events
        .count_by({ params: { countable: 'resource' }, body: { filter } }, { signal })
        .catch((error: unknown) => {
          // Older servers count nothing; the rest of the page needs no counts.
          if (error instanceof NotFoundError) return [];
          throw error;
        });
      return new Map(
        counts.map(({ value, count, end_time }) => [value.slice(RESOURCE.length), { count, last: end_time }]),
      );
    },
  });

/** The newest of what one did: its firings, and what came of its actions. */
export const deedsQuery = (id: string) =>
  queryOptions({
    queryKey: ['automations', 'one', id, 'deeds'],
    queryFn: async ({ signal }) => {
      const filter = { event: { name: [FIRED, ...ENDED] }, resource: { id: [RESOURCE + id] } };
      return (await client.events.filter({ body: { filter, limit: 20 } }, { signal })).events;
    },
  });
