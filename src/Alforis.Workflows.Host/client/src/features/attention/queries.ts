import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type ParkedEvent = components['schemas']['EventReport'];
export type FailureGroup = components['schemas']['FailureGroupAnswer'];
export type Suspended = components['schemas']['SuspendedAnswer'];
export type Held = components['schemas']['HeldAnswer'];
export type Left = components['schemas']['LeftAnswer'];

const often = { refetchInterval: 30_000 } as const;

/** What does not go on by itself: failures of the last seven days by workflow and cause, and suspended workflows. */
export const attentionQuery = queryOptions({
  queryKey: ['attention', 'list'],
  queryFn: () => body(api.GET('/api/v1/attention', {})),
  ...often,
});

/** Events that were given up. */
export const parkedQuery = queryOptions({
  queryKey: ['events', 'parked'],
  queryFn: () => body(api.GET('/api/v1/events', { params: { query: { parked: true, limit: 100 } } })),
  ...often,
});
