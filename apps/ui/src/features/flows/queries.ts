// flows: what is asked of the server.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', 'one', id],
    queryFn: ({ signal }) => client.flows.read({ params: { id } }, { signal }),
  });

export const flowsPageQuery = (search: string, page: number) =>
  queryOptions({
    queryKey: ['flows', 'page', search, page],
    queryFn: ({ signal }) =>
      client.flows.paginate(
        { body: { page, limit: 50, ...(search === '' ? {} : { flows: { name: { like_: search } } }) } },
        { signal },
      ),
  });
