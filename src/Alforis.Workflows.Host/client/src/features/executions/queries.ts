import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';
import type { Outcome } from './outcome';

export type Execution = components['schemas']['ExecutionReport'];

export type ExecutionFilters = { status?: Outcome; workflow?: number };

/** Executions, the newest first, part by part. */
export const executionsQuery = ({ status, workflow }: ExecutionFilters) =>
  infiniteQueryOptions({
    queryKey: ['executions', 'list', workflow ?? null, status ?? null],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(status && { status }), ...(pageParam && { before: pageParam }) };
      return workflow === undefined
        ? body(api.GET('/api/v1/executions', { params: { query } }))
        : body(api.GET('/api/v1/workflows/{workflow_id}/executions', { params: { path: { workflow_id: workflow }, query } }));
    },
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const executionQuery = (workflowId: number, id: number) =>
  queryOptions({
    queryKey: ['executions', id],
    queryFn: () => body(api.GET('/api/v1/workflows/{workflow_id}/executions/{id}', { params: { path: { workflow_id: workflowId, id } } })),
    // What is under way changes; what has ended never does.
    refetchInterval: (query) => (['pending', 'running'].includes(query.state.data?.execution.status ?? '') ? 2000 : false),
  });

const settle = (queries: ReturnType<typeof useQueryClient>) => queries.invalidateQueries({ queryKey: ['executions'] });

export function useRetryExecution() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.POST('/api/v1/executions/{id}/retry', { params: { path: { id } } }),
    onSettled: () => settle(queries),
  });
}

export function useCancelExecution() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.POST('/api/v1/executions/{id}/cancel', { params: { path: { id } } }),
    onSettled: () => settle(queries),
  });
}
