import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, hasAntiforgery, setAntiforgery, whenTokenVoid } from '@/shared/api/client';
import { ApiProblem } from '@/shared/api/problem';
import type { components } from '@/shared/api/schema';
import { dismissToasts } from '@/shared/ui/toast';

export type Me = components['schemas']['MeAnswer'];

const key = ['me'];

/** Other tabs of the browser: they have the same session, and are told when somebody signs in or out. */
const others = new BroadcastChannel('alforis-session');

const readMe = () => body(api.GET('/api/v1/auth/me'));

const readToken = async () => (await body(api.GET('/api/v1/auth/csrf'))).csrf_token;

/**
 * Reads who is signed in, and the token for changes. The token is read before the user to whom it shall belong, and used from then on: when yet another one signs in
 * between, it is void, and nothing is changed in the name of somebody whom the page does not show.
 */
async function read(known: Me | null | undefined): Promise<Me> {
  if (!known) {
    const [me, token] = await Promise.all([readMe(), readToken()]);
    setAntiforgery(token, me.id);
    return me;
  }
  const me = await readMe();
  if (me.session_id === known.session_id && hasAntiforgery()) return me;
  const token = await readToken();
  const now = await readMe();
  setAntiforgery(token, now.id);
  return now;
}

/** Who is signed in; `null` for nobody. What a former user has read goes with them, before the new one is shown. */
export const meQuery = queryOptions({
  queryKey: key,
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: 'always',
  queryFn: async ({ client }): Promise<Me | null> => {
    const known = client.getQueryData<Me | null>(key);
    try {
      const me = await read(known);
      if (known && known.id !== me.id) {
        forget(client);
        dismissToasts();
      }
      return me;
    } catch (problem) {
      if (!(problem instanceof ApiProblem && problem.status === 401)) throw problem;
      forget(client);
      return null;
    }
  },
});

/** Drops everything that was read but who is signed in. */
const forget = (queries: QueryClient) => queries.removeQueries({ predicate: (query) => query.queryKey[0] !== key[0] });

/** Keeps what the page knows of the session true, whatever other tabs do. Once, for the whole page. */
export function keepSession(queries: QueryClient) {
  others.onmessage = () => void queries.invalidateQueries({ queryKey: key });
  whenTokenVoid(async () => {
    const before = queries.getQueryData<Me | null>(key);
    setAntiforgery(null);
    await queries.cancelQueries({ queryKey: key });
    const now = await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    return before?.id === now?.id;
  });
}

/** Who is signed in; only below the shell, which asks for a sign-in. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('Nobody is signed in.');
  return data;
}

/** Whether whoever began something that takes long is still the one who is signed in: it is not gone on with in the name of another. */
export function useIsStillMe() {
  const queries = useQueryClient();
  const { id } = useMe();
  return () => queries.getQueryData(meQuery.queryKey)?.id === id;
}

/** Whether the user may do something, as `resource:action`. The server decides; this only hides what it would refuse. */
export function useMay() {
  const { permissions } = useMe();
  return (permission: string) => permissions.includes(permission);
}

type Credentials = { email: string; password: string; totp?: string | null };

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => api.POST('/api/v1/auth/login', { body: { ...credentials, cookie: true } }),
    onSuccess: async () => {
      others.postMessage('in');
      forget(queries);
      await queries.cancelQueries({ queryKey: key });
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
      others.postMessage('out');
      setAntiforgery(null);
      queries.clear();
      queries.setQueryData(meQuery.queryKey, null);
    },
  });
}
