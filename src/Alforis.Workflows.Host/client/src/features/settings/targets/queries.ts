import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type Target = components['schemas']['TargetSummary'];
export type TargetTestAnswer = components['schemas']['WebhookTestAnswer'];
type Creation = components['schemas']['WebhookCreation'];
export type Change = components['schemas']['WebhookChange'];

const all = ['webhooks'];
const path = (id: number) => ({ params: { path: { id } } });

export const pageSize = 20;

export const targetsQuery = (skip: number) =>
  queryOptions({
    queryKey: [...all, 'list', skip],
    queryFn: () => body(api.GET('/api/v1/webhooks', { params: { query: { skip, limit: pageSize } } })),
    placeholderData: keepPreviousData,
  });

export const targetQuery = (id: number) =>
  queryOptions({ queryKey: [...all, id], queryFn: () => body(api.GET('/api/v1/webhooks/{id}', path(id))) });

/** A change of targets, after which they are read anew. */
function useTargetMutation<Given, Answer>(mutationFn: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => void queries.invalidateQueries({ queryKey: all }) });
}

export const useCreateTarget = () => useTargetMutation((target: Creation) => body(api.POST('/api/v1/webhooks', { body: target })));

export const useChangeTarget = (id: number) =>
  useTargetMutation((change: Change) => body(api.PATCH('/api/v1/webhooks/{id}', { ...path(id), body: change })));

export const useRotateTarget = (id: number) =>
  useTargetMutation((retireOld: boolean) =>
    body(api.POST('/api/v1/webhooks/{id}/rotate', { ...path(id), body: { retire_old: retireOld } })),
  );

export const useRetireTarget = (id: number) => useTargetMutation(() => api.POST('/api/v1/webhooks/{id}/retire', path(id)));

export const useDeleteTarget = (id: number) => useTargetMutation(() => api.DELETE('/api/v1/webhooks/{id}', path(id)));

/** Sends the test event. A receiver that is gone is switched off by it, so the target is read anew. */
export const useTestTarget = (id: number) => useTargetMutation(() => body(api.POST('/api/v1/webhooks/{id}/test', path(id))));
