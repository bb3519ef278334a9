import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type Hook = components['schemas']['HookSummary'];
type Creation = components['schemas']['HookCreationRequest'];
type Change = components['schemas']['HookChangeRequest'];

const all = ['incoming_hooks'];
const path = (slug: string) => ({ params: { path: { slug } } });

export const pageSize = 20;

export const hooksQuery = (skip: number) =>
  queryOptions({
    queryKey: [...all, 'list', skip],
    queryFn: () => body(api.GET('/api/v1/incoming_hooks', { params: { query: { skip, limit: pageSize } } })),
    placeholderData: keepPreviousData,
  });

/** A change of hooks, after which they are read anew. */
function useHookMutation<Given, Answer>(mutationFn: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => void queries.invalidateQueries({ queryKey: all }) });
}

export const useCreateHook = () => useHookMutation((hook: Creation) => body(api.POST('/api/v1/incoming_hooks', { body: hook })));

export const useChangeHook = (slug: string) =>
  useHookMutation((change: Change) => body(api.PATCH('/api/v1/incoming_hooks/{slug}', { ...path(slug), body: change })));

export const useRotateHook = (slug: string) =>
  useHookMutation((retireOld: boolean) =>
    body(api.POST('/api/v1/incoming_hooks/{slug}/rotate', { ...path(slug), body: { retire_old: retireOld } })),
  );

export const useRetireHook = (slug: string) => useHookMutation(() => api.POST('/api/v1/incoming_hooks/{slug}/retire', path(slug)));

export const useDeleteHook = (slug: string) => useHookMutation(() => api.DELETE('/api/v1/incoming_hooks/{slug}', path(slug)));
