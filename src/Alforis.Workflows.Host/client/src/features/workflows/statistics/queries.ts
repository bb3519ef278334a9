import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type Period = components['schemas']['PeriodAnswer'];
export type Day = Period['days'][number];
export type Mark = Period['marks'][number];
export type Causes = components['schemas']['CausesAnswer'];

const path = (id: number, days: number) => ({ params: { path: { id }, query: { days } } });

/** What all figures of a workflow are kept under. */
export const statisticsKey = (id: number) => ['workflows', id, 'stats'];

export const periodQuery = (id: number, days: number) =>
  queryOptions({
    queryKey: [...statisticsKey(id), 'days', days],
    queryFn: () => body(api.GET('/api/v1/workflows/{id}/stats/days', path(id, days))),
    placeholderData: keepPreviousData,
  });

export const causesQuery = (id: number, days: number) =>
  queryOptions({
    queryKey: [...statisticsKey(id), 'causes', days],
    queryFn: () => body(api.GET('/api/v1/workflows/{id}/stats/causes', path(id, days))),
    placeholderData: keepPreviousData,
  });
