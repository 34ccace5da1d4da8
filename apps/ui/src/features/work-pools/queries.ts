// work pools: what is asked of the server.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

/** Heartbeats come without events, so their times are asked for again. */
const HEARTBEAT_REFRESH_MILLISECONDS = 15_000;

export const workPoolsQuery = queryOptions({
  queryKey: ['work_pools', 'all'],
  queryFn: ({ signal }) => client.work_pools.filter({ body: { limit: 200 } }, { signal }),
});

export const workPoolQuery = (name: string) =>
  queryOptions({
    queryKey: ['work_pools', 'one', name],
    queryFn: ({ signal }) => client.work_pools.read({ params: { name } }, { signal }),
  });

export const workQueuesQuery = (work_pool_name: string) =>
  queryOptions({
    queryKey: ['work_pools', 'one', work_pool_name, 'queues'],
    queryFn: ({ signal }) =>
      client.work_pool_queues.filter({ params: { work_pool_name }, body: { limit: 200 } }, { signal }),
    refetchInterval: HEARTBEAT_REFRESH_MILLISECONDS,
  });

export const workersQuery = (work_pool_name: string) =>
  queryOptions({
    queryKey: ['work_pools', 'one', work_pool_name, 'workers'],
    queryFn: ({ signal }) => client.workers.filter({ params: { work_pool_name }, body: { limit: 200 } }, { signal }),
    refetchInterval: HEARTBEAT_REFRESH_MILLISECONDS,
  });
