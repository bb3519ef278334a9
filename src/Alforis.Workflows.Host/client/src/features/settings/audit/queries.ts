import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type Entry = components['schemas']['AuditAnswer'];

/** Who did what, the last first, part by part. */
export const auditQuery = ({ action, user }: { action: string; user: number | null }) =>
  infiniteQueryOptions({
    queryKey: ['audit', action, user],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/audit', {
          params: {
            query: {
              limit: 50,
              ...(action && { action }),
              ...(user && { user_id: user }),
              ...(pageParam && { before: Number(pageParam) }),
            },
          },
        }),
      ),
    getNextPageParam: (last) => last.next ?? undefined,
  });
