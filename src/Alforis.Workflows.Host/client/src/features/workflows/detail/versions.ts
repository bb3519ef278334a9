import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type Version = components['schemas']['VersionAnswer'];
export type HistoryEntry = components['schemas']['WorkflowAuditAnswer'];

export const versionsQuery = (id: number, current: number) =>
  infiniteQueryOptions({
    queryKey: ['workflows', id, 'versions', current],
    initialPageParam: 0,
    queryFn: ({ pageParam: skip }) =>
      body(api.GET('/api/v1/workflows/{id}/versions', { params: { path: { id }, query: { skip, limit: 10 } } })),
    getNextPageParam: (last) =>
      last.skip + last.items.length < last.total && last.items.length > 0 ? last.skip + last.items.length : undefined,
  });

/** Who changed the workflow, the last first; what ran is told by its executions. */
export const historyQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['workflows', id, 'history'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/workflows/{id}/audit', {
          params: { path: { id }, query: { executions: false, limit: 8, ...(pageParam && { before: Number(pageParam) }) } },
        }),
      ),
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const firingsQuery = (id: number) =>
  queryOptions({
    queryKey: ['workflows', id, 'firings'],
    // What was next is soon past.
    refetchInterval: 60_000,
    queryFn: () => body(api.GET('/api/v1/workflows/{id}/firings', { params: { path: { id }, query: { count: 5 } } })),
  });
