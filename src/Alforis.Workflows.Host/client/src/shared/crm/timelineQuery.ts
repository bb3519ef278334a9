import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';
import type { EntityType } from './entities';

export type TimelineItem = components['schemas']['TimelineItem'];
export const kinds = ['activity', 'task', 'notification', 'event', 'execution'] as const;
export type Kind = (typeof kinds)[number];

/** What happened with an organisation or a deal, the newest first, part by part. Looked at again by itself, because others and workflows go on. */
export const timelineQuery = (type: EntityType, id: number, kind: Kind | null) =>
  infiniteQueryOptions({
    queryKey: ['timeline', type, id, kind],
    initialPageParam: null as string | null,
    refetchInterval: 15_000,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 30, ...(kind && { kind: [kind] }), ...(pageParam && { before: pageParam }) };
      const params = { path: { id }, query };
      return type === 'deal'
        ? body(api.GET('/api/v1/deals/{id}/timeline', { params, signal }))
        : body(api.GET('/api/v1/organisations/{id}/timeline', { params, signal }));
    },
    getNextPageParam: (last) => last.next ?? undefined,
  });
