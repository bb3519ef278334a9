import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components, operations } from '@/shared/api/schema';
import { fileName } from './fileName';

export type Workflow = components['schemas']['WorkflowAnswer'];
export type WorkflowFilters = NonNullable<operations['list_workflows']['parameters']['query']>;

const list = ['workflows', 'list'];

export const workflowsQuery = (filters: WorkflowFilters) =>
  queryOptions({
    queryKey: [...list, filters],
    queryFn: () => body(api.GET('/api/v1/workflows', { params: { query: filters } })),
    placeholderData: keepPreviousData,
  });

export const workflowQuery = (id: number) =>
  queryOptions({ queryKey: ['workflows', id], queryFn: () => body(api.GET('/api/v1/workflows/{id}', { params: { path: { id } } })) });

type Listed = { total: number; items: Workflow[] };

/** Reads anew what a change of workflows shows in. Nobody waits for it: whoever asked may be gone with their row by then, and would not hear how it ended. */
function refresh(queries: QueryClient) {
  for (const key of ['workflows', 'attention', 'email_templates']) void queries.invalidateQueries({ queryKey: [key] });
}

/** Switches a workflow: shown at once, undone when the server refuses. */
export function useSwitchWorkflow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, status }: { id: number; status: 'active' | 'inactive' }) =>
      api.POST('/api/v1/workflows/{id}/activate', { params: { path: { id } }, body: { status } }),
    onMutate: async ({ id, status }) => {
      await queries.cancelQueries({ queryKey: ['workflows'] });
      const before = queries.getQueriesData<Listed>({ queryKey: list });
      queries.setQueriesData<Listed>(
        { queryKey: list },
        (page) => page && { ...page, items: page.items.map((w) => (w.id === id ? { ...w, status } : w)) },
      );
      return { before };
    },
    onError: (_, __, undo) => {
      for (const [key, data] of undo?.before ?? []) queries.setQueryData(key, (now: unknown) => now && data);
    },
    onSettled: () => refresh(queries),
  });
}

export function useDeleteWorkflow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.DELETE('/api/v1/workflows/{id}', { params: { path: { id } } }),
    onSuccess: () => refresh(queries),
  });
}

export function useDuplicateWorkflow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => body(api.POST('/api/v1/workflows/{id}/duplicate', { params: { path: { id } }, body: {} })),
    onSuccess: () => refresh(queries),
  });
}

/** Saves a workflow's definition as a file. */
export async function exportWorkflow(workflow: Workflow) {
  const answer = await api.GET('/api/v1/workflows/{id}/export', { params: { path: { id: workflow.id } }, parseAs: 'blob' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(answer.data as Blob);
  link.download = fileName(workflow.name);
  link.click();
  URL.revokeObjectURL(link.href);
}
