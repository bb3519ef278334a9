import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components, operations } from '@/shared/api/schema';

export type Organisation = components['schemas']['OrganisationDetail'];
export type OrganisationSummary = components['schemas']['OrganisationSummary'];
type OrganisationFilters = NonNullable<operations['list_organisations']['parameters']['query']>;
type NewActivity = components['schemas']['ActivityCreation'];

export const organisationTypes = ['client', 'fournisseur', 'distributeur', 'emetteur', 'autre'] as const;
export type OrganisationType = (typeof organisationTypes)[number];

export const organisationsQuery = (filters: OrganisationFilters) =>
  queryOptions({
    queryKey: ['organisations', 'list', filters],
    queryFn: ({ signal }) => body(api.GET('/api/v1/organisations', { params: { query: filters }, signal })),
    placeholderData: keepPreviousData,
  });

export const organisationQuery = (id: number) =>
  queryOptions({
    queryKey: ['organisations', id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/organisations/{id}', { params: { path: { id } }, signal })),
  });

export function useWriteActivity() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (activity: NewActivity) => api.POST('/api/v1/activities', { body: activity }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['organisations'] });
      return queries.invalidateQueries({ queryKey: ['timeline'] });
    },
  });
}
