// api: how queries are kept. Events tell what is stale, so nothing is asked for again without a reason.
import { keepPreviousData, QueryClient } from '@tanstack/react-query';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      placeholderData: keepPreviousData,
    },
  },
});
