import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components, operations } from '@/shared/api/schema';

export type Task = components['schemas']['TaskDetail'];
type NewTask = components['schemas']['TaskCreation'];
export type TaskFilters = NonNullable<operations['list_tasks']['parameters']['query']>;
export type TaskStatus = 'todo' | 'in_progress' | 'done' | 'cancelled';

export const states = ['todo', 'in_progress', 'overdue', 'done', 'all'] as const;
export type State = (typeof states)[number];
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

const list = ['tasks', 'list'];

/** Tasks of a state; overdue are open ones whose day is past, which the server knows. */
export const tasksQuery = (state: State, filters: TaskFilters) =>
  queryOptions({
    queryKey: [...list, state, filters],
    queryFn: ({ signal }) =>
      state === 'overdue'
        ? body(api.GET('/api/v1/tasks/overdue', { params: { query: filters }, signal }))
        : body(api.GET('/api/v1/tasks', { params: { query: { ...filters, ...(state !== 'all' && { status: state }) } }, signal })),
    placeholderData: keepPreviousData,
  });

type Listed = { total: number; items: Task[] };

/** Changes how a task stands: shown at once, undone when the server refuses. */
export function useChangeTask() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, status }: { id: number; status: TaskStatus }) =>
      api.PATCH('/api/v1/tasks/{id}', { params: { path: { id } }, body: { status } }),
    onMutate: async ({ id, status }) => {
      await queries.cancelQueries({ queryKey: list });
      const before = queries.getQueriesData<Listed>({ queryKey: list });
      queries.setQueriesData<Listed>(
        { queryKey: list },
        (page) =>
          page && {
            ...page,
            items: page.items.map((task) =>
              task.id === id ? { ...task, status, is_overdue: task.is_overdue && status !== 'done' && status !== 'cancelled' } : task,
            ),
          },
      );
      return { before };
    },
    onError: (_, __, undo) => {
      for (const [key, data] of undo?.before ?? []) queries.setQueryData(key, (now: unknown) => now && data);
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['timeline'] });
      return queries.invalidateQueries({ queryKey: list });
    },
  });
}

export function useCreateTask() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (task: NewTask) => body(api.POST('/api/v1/tasks', { body: task })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['timeline'] });
      return queries.invalidateQueries({ queryKey: list });
    },
  });
}
