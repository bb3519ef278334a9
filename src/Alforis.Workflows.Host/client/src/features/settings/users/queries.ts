import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Me } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import type { components, operations } from '@/shared/api/schema';

export type User = components['schemas']['UserAnswer'];
export type Role = components['schemas']['RoleAnswer'];
type UserFilters = NonNullable<operations['list_users']['parameters']['query']>;

export const usersQuery = (query: UserFilters) =>
  queryOptions({
    queryKey: ['users', 'list', query],
    queryFn: () => body(api.GET('/api/v1/users', { params: { query } })),
    placeholderData: keepPreviousData,
  });

export const rolesQuery = queryOptions({ queryKey: ['users', 'roles'], queryFn: () => body(api.GET('/api/v1/roles')) });

/** What somebody is called; the address for who has no name. */
export const nameOf = (user: { name: string; email: string }) => user.name || user.email;

/** Who changes an account must have its roles; of one's own, there is the page of one's account. */
export const mayManage = (me: Me, user: User) => user.id !== me.id && user.roles.every((role) => mayGive(me, role));

/** Nobody gives a role that they do not have; administrators may. */
export const mayGive = (me: Me, role: string) => me.roles.includes('admin') || me.roles.includes(role);

/** A change of accounts, after which the list is read again. */
export function useAccountChange<T, R>(change: (variables: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => void queries.invalidateQueries({ queryKey: ['users'] }) });
}
