import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, setAntiforgery } from '@/shared/api/client';
import { ApiProblem } from '@/shared/api/problem';
import type { components } from '@/shared/api/schema';

export type Me = components['schemas']['MeAnswer'];

/** Who is signed in; `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Me | null> => {
    try {
      const [me, csrf] = await Promise.all([body(api.GET('/api/v1/auth/me')), body(api.GET('/api/v1/auth/csrf'))]);
      setAntiforgery(csrf.csrf_token);
      return me;
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return null;
      throw problem;
    }
  },
});

/** Who is signed in; only below the shell, which asks for a sign-in. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('Nobody is signed in.');
  return data;
}

/** Whether the user may do something, as `resource:action`. The server decides; this only hides what it would refuse. */
export function useMay() {
  const { permissions } = useMe();
  return (permission: string) => permissions.includes(permission);
}

export type Credentials = { email: string; password: string; totp?: string | null };

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => api.POST('/api/v1/auth/login', { body: { ...credentials, cookie: true } }),
    onSuccess: async () => {
      queries.clear();
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      try {
        await api.POST('/api/v1/auth/logout');
      } catch (problem) {
        // Where nobody is signed in any more, that is what was wanted. Otherwise the session lives, and must not look ended.
        if (!(problem instanceof ApiProblem && problem.status === 401)) throw problem;
      }
    },
    onSuccess: () => {
      setAntiforgery(null);
      queries.clear();
      queries.setQueryData(meQuery.queryKey, null);
    },
  });
}
