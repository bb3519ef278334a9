import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type ParkedEvent = components['schemas']['EventReport'];

const week = 7 * 24 * 3600 * 1000;
const often = { refetchInterval: 30_000 } as const;

/** The newest failures of the last seven days. */
export const failuresQuery = queryOptions({
  queryKey: ['executions', 'attention'],
  queryFn: () => {
    const from = new Date(Date.now() - week).toISOString();
    return body(api.GET('/api/v1/executions', { params: { query: { status: 'failed', limit: 200, from } } }));
  },
  ...often,
});

/** Events that were given up. */
export const parkedQuery = queryOptions({
  queryKey: ['events', 'parked'],
  queryFn: () => body(api.GET('/api/v1/events', { params: { query: { parked: true, limit: 100 } } })),
  ...often,
});

/** Active workflows that are suspended. */
export const suspendedQuery = queryOptions({
  queryKey: ['workflows', 'suspended'],
  queryFn: async () => {
    const limit = 200;
    const found: components['schemas']['WorkflowAnswer'][] = [];
    for (let skip = 0, total = 1; skip < total; skip += limit) {
      const page = await body(api.GET('/api/v1/workflows', { params: { query: { status: 'active', skip, limit } } }));
      found.push(...page.items.filter((w) => w.suspended_at));
      total = page.total;
    }
    return found;
  },
  ...often,
});
