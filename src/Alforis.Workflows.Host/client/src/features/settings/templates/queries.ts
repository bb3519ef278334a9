import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';
import type { Entity } from '@/shared/crm/entities';
import type { Draft } from './draft';

export type Template = components['schemas']['EmailTemplateDetail'];
export type TemplateSummary = components['schemas']['EmailTemplateSummary'];
export type Stored = { template: Template; version: string };
type Creation = components['schemas']['EmailTemplateCreation'];
type Change = components['schemas']['EmailTemplateChange'];

const all = ['email_templates'];
export const pageSize = 25;

/** E-mail templates by name. */
export const templatesQuery = (search: string, skip: number) =>
  queryOptions({
    queryKey: [...all, 'list', search, skip],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/email_templates', { params: { query: { ...(search && { search }), skip, limit: pageSize } }, signal })),
    placeholderData: keepPreviousData,
  });

/** A template, and the version of it that a change must name. */
export async function readTemplate(id: number, signal?: AbortSignal): Promise<Stored> {
  const answer = await api.GET('/api/v1/email_templates/{id}', { params: { path: { id } }, ...(signal && { signal }) });
  return { template: answer.data as Template, version: answer.response.headers.get('ETag') ?? '' };
}

/** Read once for each time the editor opens: what somebody else saves meanwhile must not pull the text from under the cursor. */
export const templateQuery = (id: number) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => readTemplate(id, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The workflows that send a template. */
export const usesQuery = (id: number) =>
  queryOptions({
    queryKey: [...all, 'uses', id],
    queryFn: async () => (await body(api.GET('/api/v1/email_templates/{id}/workflows', { params: { path: { id } } }))).items,
  });

/** The e-mail as it would be for an organisation or a deal, or for ones that are made up. */
export const previewQuery = ({ subject, html, text }: Pick<Draft, 'subject' | 'html' | 'text'>, entity: Entity | null) =>
  queryOptions({
    queryKey: ['email_preview', entity?.type, entity?.id, subject, html, text],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/v1/email_templates/preview', {
          body: { subject, html, text, ...(entity?.type === 'deal' ? { deal_id: entity.id } : entity && { organisation_id: entity.id }) },
          signal,
        }),
      ),
    retry: false,
    gcTime: 10_000,
  });

/** What paths can lead to, for whoever may read it. */
export const vocabularyQuery = queryOptions({
  queryKey: ['schema'],
  queryFn: () => body(api.GET('/api/v1/schema')),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The organisation or deal that changed last: the preview begins with it. */
export const latestQuery = (type: Entity['type']) =>
  queryOptions({
    queryKey: ['entities', type, 'latest'],
    staleTime: 60_000,
    queryFn: async (): Promise<Entity | null> => {
      const query = { limit: 1, sort: '-updated_at' };
      if (type === 'deal') {
        const deal = (await body(api.GET('/api/v1/deals', { params: { query } }))).items[0];
        return deal ? { type, id: deal.id, name: deal.nom, place: deal.organisation_nom ?? null, stage: deal.stage } : null;
      }
      const found = (await body(api.GET('/api/v1/organisations', { params: { query } }))).items[0];
      return found ? { type, id: found.id, name: found.nom, place: found.ville ?? null, stage: found.pipeline_stage } : null;
    },
  });

function useTemplateMutation<Given, Answer>(mutationFn: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => void queries.invalidateQueries({ queryKey: [...all, 'list'] }) });
}

export const useCreateTemplate = () =>
  useTemplateMutation((template: Creation) => body(api.POST('/api/v1/email_templates', { body: template })));

/** Changes a template, unless somebody else has since the version that is named; without a version, whatever they did. */
export const useChangeTemplate = (id: number) =>
  useTemplateMutation(async ({ change, version }: { change: Change; version?: string }): Promise<Stored> => {
    const answer = await api.PATCH('/api/v1/email_templates/{id}', {
      params: { path: { id } },
      body: change,
      ...(version && { headers: { 'If-Match': version } }),
    });
    return { template: answer.data as Template, version: answer.response.headers.get('ETag') ?? '' };
  });

export const useDeleteTemplate = (id: number) =>
  useTemplateMutation(() => api.DELETE('/api/v1/email_templates/{id}', { params: { path: { id } } }));
