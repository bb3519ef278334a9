import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, it, vi } from 'vitest';
import { api, setAntiforgery } from '@/shared/api/client';
import { keepSession, type Me, meQuery } from './session';

const json = (status: number, value: unknown) =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });

/** The server, with the session that the browser's cookie now names. */
let session: { id: number; user: number } | null;
let sent: { path: string; token: string | null }[];
let queries: QueryClient;
let held: (path: string) => Promise<void> | null;

beforeEach(() => {
  session = { id: 1, user: 7 };
  sent = [];
  held = () => null;
  queries = new QueryClient();
  setAntiforgery(null);
  keepSession(queries);
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    const token = request.headers.get('X-CSRF-Token');
    sent.push({ path: `${request.method} ${path}`, token });
    await (request.method === 'GET' && held(path));
    if (!session) return json(401, {});
    if (path === '/auth/csrf') return json(200, { csrf_token: `token ${session.id}` });
    if (request.method !== 'GET' && token !== `token ${session.id}`)
      return json(403, { errors: [{ code: 'csrf_invalid', pointer: '', message: '' }] });
    return json(200, { id: session.user, session_id: session.id, name: `User ${session.user}` });
  });
});

const read = () => queries.fetchQuery({ ...meQuery, staleTime: 0 });
const change = () => api.PATCH('/api/v1/auth/me', { body: { first_name: 'Ada' } });
const shown = () => queries.getQueryData<Me | null>(meQuery.queryKey);

it('keeps what was read while the user is the same, and reads no token that it has', async () => {
  await read();
  queries.setQueryData(['deals'], 'theirs');
  sent = [];

  await read();

  expect(queries.getQueryData(['deals'])).toBe('theirs');
  expect(sent.map((s) => s.path)).toEqual(['GET /auth/me']);
});

it.each([
  ['somebody else', { id: 2, user: 8 }],
  ['nobody', null],
])('drops what was read when %s is signed in', async (_, next) => {
  await read();
  queries.setQueryData(['deals'], 'theirs');
  session = next;

  await read();

  expect(queries.getQueryData(['deals'])).toBeUndefined();
  expect(shown()?.id).toBe(next?.user);
});

it('changes something after the same user has signed in anew elsewhere', async () => {
  await read();
  session = { id: 2, user: 7 };

  await expect(change()).resolves.toBeDefined();

  expect(sent.at(-1)).toEqual({ path: 'PATCH /auth/me', token: 'token 2' });
});

it('changes nothing in the name of another user, and then knows who is there', async () => {
  await read();
  queries.setQueryData(['deals'], 'theirs');
  session = { id: 2, user: 8 };

  await expect(change()).rejects.toMatchObject({ status: 403 });

  expect(sent.filter((s) => s.path === 'PATCH /auth/me')).toHaveLength(1);
  expect(shown()?.id).toBe(8);
  expect(queries.getQueryData(['deals'])).toBeUndefined();
});

it('changes something again when the browser has lost the token alone', async () => {
  await read();
  setAntiforgery('lost');

  await expect(change()).resolves.toBeDefined();
});

it('shows a user before it changes anything in their name', async () => {
  await read();
  session = { id: 2, user: 8 };
  const paths = () => sent.map((s) => s.path);
  let show = () => {};
  // Who it is is told late, after the token.
  held = (path) => (path === '/auth/me' && paths().includes('GET /auth/csrf', 2) ? new Promise((done) => (show = done)) : null);
  const reading = read();
  await vi.waitFor(() => expect(paths().slice(-2)).toEqual(['GET /auth/csrf', 'GET /auth/me']));

  const changing = change().catch(() => {});
  await vi.waitFor(() => expect(paths()).toContain('PATCH /auth/me'));
  held = () => null;
  show();
  await Promise.allSettled([reading, changing]);

  expect(sent.filter((s) => s.path === 'PATCH /auth/me').map((s) => s.token)).toEqual(['token 1']);
});

it('changes nothing in the name of another user when refusals of several changes come one after the other', async () => {
  await read();
  session = { id: 2, user: 8 };
  let free = () => {};
  const late = new Promise<void>((done) => {
    free = done;
  });
  const fetched = globalThis.fetch;
  let changes = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const isSecond = request.method === 'PATCH' && ++changes === 2;
    const answer = await fetched(request);
    if (isSecond) await late;
    return answer;
  });

  const [first, second] = [change(), change()].map((c) => c.catch((problem: unknown) => problem));
  await first;
  expect(shown()?.id).toBe(8);
  free();
  await second;

  expect(sent.filter((s) => s.path === 'PATCH /auth/me').map((s) => s.token)).toEqual(['token 1', 'token 1']);
});
