import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components, operations } from '@/shared/api/schema';
import type { Stage } from '@/shared/crm/entities';

export type Deal = components['schemas']['DealDetail'];
export type DealSummary = components['schemas']['DealSummary'];
type DealFilters = NonNullable<operations['list_deals']['parameters']['query']>;

export const dealsQuery = (filters: DealFilters) =>
  queryOptions({
    queryKey: ['deals', 'list', filters],
    queryFn: ({ signal }) => body(api.GET('/api/v1/deals', { params: { query: filters }, signal })),
    placeholderData: keepPreviousData,
  });

/** A deal, and the version of it that a change must name. */
export const dealQuery = (id: number) =>
  queryOptions({
    queryKey: ['deals', id],
    queryFn: async ({ signal }) => {
      const answer = await api.GET('/api/v1/deals/{id}', { params: { path: { id } }, signal });
      return { deal: answer.data as Deal, version: answer.response.headers.get('ETag') ?? '' };
    },
  });

/** Moves a deal to a stage, unless somebody changed it since it was read. */
export function useChangeStage(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ stage, version }: { stage: Stage; version: string }) =>
      api.PATCH('/api/v1/deals/{id}', { params: { path: { id } }, body: { stage }, headers: { 'If-Match': version } }),
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: ['timeline'] });
      void queries.invalidateQueries({ queryKey: ['executions'] });
      await queries.invalidateQueries({ queryKey: ['deals'] });
    },
  });
}
