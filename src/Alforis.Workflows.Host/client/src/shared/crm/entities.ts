import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';

export type EntityType = 'organisation' | 'deal';

/** An organisation or a deal, as far as it takes to recognise it. */
export type Entity = { type: EntityType; id: number; name: string; place: string | null; stage: string };

export const stages = ['prospect', 'qualification', 'proposition', 'negociation', 'signe', 'perdu', 'inactif'] as const;
export type Stage = (typeof stages)[number];

const limit = 8;

async function organisations(words: string, signal: AbortSignal): Promise<Entity[]> {
  const page = words
    ? await body(api.GET('/api/v1/organisations/search', { params: { query: { q: words, limit } }, signal }))
    : await body(api.GET('/api/v1/organisations', { params: { query: { limit, sort: 'nom' } }, signal }));
  return page.items.map((o) => ({ type: 'organisation', id: o.id, name: o.nom, place: o.ville ?? null, stage: o.pipeline_stage }));
}

async function deals(words: string, signal: AbortSignal): Promise<Entity[]> {
  const query = words ? { search: words, limit } : { limit, sort: 'nom' };
  const page = await body(api.GET('/api/v1/deals', { params: { query }, signal }));
  return page.items.map((d) => ({ type: 'deal', id: d.id, name: d.nom, place: d.organisation_nom ?? null, stage: d.stage }));
}

/** Those that words find, the first ones by name without words. What was asked before and is not wanted any more is dropped. */
export const entitiesQuery = (type: EntityType, words: string) =>
  queryOptions({
    queryKey: ['entities', type, words],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => (type === 'organisation' ? organisations(words, signal) : deals(words, signal)),
  });
