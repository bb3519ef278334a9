import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';
import type { EntityType } from '@/shared/crm/entities';
import type { Outcome } from './outcome';

export type Execution = components['schemas']['ExecutionReport'];

export type ExecutionFilters = {
  status?: Outcome;
  workflow?: number;
  entity?: { type: EntityType; id: number };
  error?: string;
  from?: string;
  to?: string;
};

const part = (filters: ExecutionFilters, before: string | null) => {
  const { status, workflow, entity, error, from, to } = filters;
  const query = {
    limit: 50,
    ...(status && { status }),
    ...(workflow !== undefined && { workflow_id: workflow }),
    ...(entity && { entity_type: entity.type, entity_id: entity.id }),
    ...(error && { error }),
    ...(from && { from }),
    ...(to && { to }),
    ...(before && { before }),
  };
  return body(api.GET('/api/v1/executions', { params: { query } }));
};

/** Executions, the newest first, part by part. Its key is its own: what is new must not make rows jump that somebody reads. */
export const executionsQuery = (filters: ExecutionFilters) =>
  infiniteQueryOptions({
    queryKey: ['execution-parts', filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => part(filters, pageParam),
    getNextPageParam: (last) => last.next ?? undefined,
    refetchOnWindowFocus: false,
  });

/** The newest part alone, again and again: it tells what is new, and how those under way stand. */
export const newestQuery = (filters: ExecutionFilters) =>
  queryOptions({ queryKey: ['executions', 'newest', filters], queryFn: () => part(filters, null), refetchInterval: 5000 });

const isOpen = (status: string | undefined) => status === 'pending' || status === 'running';

export const executionQuery = (workflowId: number, id: number) =>
  queryOptions({
    queryKey: ['executions', id],
    queryFn: () => body(api.GET('/api/v1/workflows/{workflow_id}/executions/{id}', { params: { path: { workflow_id: workflowId, id } } })),
    // What is under way changes; what has ended never does.
    refetchInterval: (query) => (isOpen(query.state.data?.execution.status) ? 1500 : false),
  });

function settle(queries: ReturnType<typeof useQueryClient>) {
  for (const key of ['executions', 'attention']) void queries.invalidateQueries({ queryKey: [key] });
}

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
