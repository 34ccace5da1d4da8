// concurrency limits: what is asked of the server.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

/** Slots are taken and given back without events, so they are asked for again. */
const REFRESH_MILLISECONDS = 10_000;

export const concurrencyLimitsQuery = queryOptions({
  queryKey: ['concurrency_limits', 'all'],
  queryFn: ({ signal }) => client.concurrency_limits.filter({ body: { limit: 200 } }, { signal }),
  refetchInterval: REFRESH_MILLISECONDS,
});
