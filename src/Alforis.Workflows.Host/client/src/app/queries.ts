import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';
import { isConnected } from '@/shared/api/connection';
import { ApiProblem } from '@/shared/api/problem';

/** While the server is away, what is to be read again waits for it; whoever asked for that, a change that has failed for instance, does not. */
class PatientQueries extends QueryClient {
  override async invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions) {
    const read = super.invalidateQueries(filters, options);
    if (isConnected()) await read;
  }
}

/** What has been read from the server. While it is away nothing is read, and everything on the page is read again when it is back; a change fails at once. */
export const queries = new PatientQueries({
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
