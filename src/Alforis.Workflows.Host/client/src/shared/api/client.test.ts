import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api, setAntiforgery, whenTokenVoid } from './client';
import { ApiProblem } from './problem';

const json = (status: number, value: unknown) =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });
const refused = () => json(403, { title: 'Refused', errors: [{ code: 'csrf_invalid', pointer: '', message: '' }] });

const asked = vi.fn<(request: Request) => Promise<Response>>();
const rename = (name: string) => api.PATCH('/api/v1/auth/me', { body: { first_name: name } });

beforeEach(() => {
  asked.mockReset();
  vi.stubGlobal('fetch', asked);
  setAntiforgery('old');
});

describe('a change whose token is void', () => {
  it('is sent once more with the new token when the same user is signed in', async () => {
    whenTokenVoid(async () => {
      setAntiforgery('new');
      return true;
    });
    const sent: unknown[] = [];
    asked.mockImplementation(async (request) => {
      sent.push([request.headers.get('X-CSRF-Token'), await request.json()]);
      return request.headers.get('X-CSRF-Token') === 'new' ? json(200, { id: 1 }) : refused();
    });

    expect((await rename('Ada')).data).toEqual({ id: 1 });

    expect(sent).toEqual([
      ['old', { first_name: 'Ada' }],
      ['new', { first_name: 'Ada' }],
    ]);
  });

  it('is not sent again when somebody else is signed in', async () => {
    whenTokenVoid(async () => {
      setAntiforgery('theirs');
      return false;
    });
    asked.mockImplementation(async () => refused());

    const problem = await rename('Ada').catch((error: unknown) => error);

    expect(problem).toBeInstanceOf(ApiProblem);
    expect((problem as ApiProblem).isTokenVoid).toBe(true);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is sent once more only, and the token read once for all that were refused together', async () => {
    const reader = vi.fn(async () => {
      setAntiforgery('new');
      return true;
    });
    whenTokenVoid(reader);
    asked.mockImplementation(async () => refused());

    await Promise.allSettled([rename('Ada'), rename('Grace')]);

    expect(asked).toHaveBeenCalledTimes(4);
    expect(reader).toHaveBeenCalledTimes(1);
  });
});

it.each([
  ['another refusal', json(403, { title: 'This is not allowed.' })],
  ['no problem at all', new Response('<html>', { status: 403 })],
])('asks for no new token for %s', async (_, answer) => {
  const reader = vi.fn(async () => true);
  whenTokenVoid(reader);
  asked.mockResolvedValue(answer);

  await expect(rename('Ada')).rejects.toBeInstanceOf(ApiProblem);

  expect(reader).not.toHaveBeenCalled();
});
