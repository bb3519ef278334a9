import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/shared/api/problem';

/** What has been read from the server. While it is away nothing is read, and everything on the page is read again when it is back; a change fails at once. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnReconnect: 'always',
      // What the server refuses it refuses again; only a server that is away is worth another try.
      retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
    mutations: { networkMode: 'always' },
  },
});
