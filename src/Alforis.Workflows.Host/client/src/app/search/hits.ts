import { api, body } from '@/shared/api/client';
import { entitiesQuery } from '@/shared/crm/entities';

export type Hit = { group: 'pages' | 'organisations' | 'deals' | 'workflows'; to: string; title: string; detail: string };
export type Page = { to: string; title: string };

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The pages whose name has a word that begins so; all of them without words. Accents and case do not matter. */
export function findPages(pages: Page[], words: string): Hit[] {
  const wanted = plain(words);
  return pages
    .filter(({ title }) =>
      plain(title)
        .split(/\s+/)
        .some((_, at, all) => all.slice(at).join(' ').startsWith(wanted)),
    )
    .map(({ to, title }) => ({ group: 'pages', to, title, detail: '' }));
}

export const entityHitsQuery = (type: 'organisation' | 'deal', words: string) => entitiesQuery(type, words);

export const workflowHitsQuery = (words: string) => ({
  queryKey: ['workflows', 'search', words],
  staleTime: 30_000,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    body(api.GET('/api/v1/workflows', { params: { query: { search: words, limit: 6, is_template: false } }, signal })),
});
