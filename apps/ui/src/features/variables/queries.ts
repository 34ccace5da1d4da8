// variables: what is asked of the server.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

export const VARIABLES_PAGE_SIZE = 50;

export const variablesQuery = (search: string, page: number) =>
  queryOptions({
    queryKey: ['variables', 'page', search, page],
    queryFn: async ({ signal }) => {
      const filter = search === '' ? {} : { variables: { name: { like_: search } } };
      const offset = (page - 1) * VARIABLES_PAGE_SIZE;
      const [variables, count] = await Promise.all([
        client.variables.filter({ body: { ...filter, limit: VARIABLES_PAGE_SIZE, offset } }, { signal }),
        client.variables.count({ body: filter }, { signal }),
      ]);
      return { variables, count };
    },
  });
