import createClient, { type Middleware } from 'openapi-fetch';
import { connectionFailed } from './connection';
import { ApiProblem } from './problem';
import type { paths } from './schema';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

let antiforgery: string | null = null;
let onSignedOut: () => void = () => {};

/** Told when the server does not know the session any more. */
export const whenSignedOut = (listener: () => void) => {
  onSignedOut = listener;
};

/** The token that changes must bear beside the cookie: a page of another site cannot know it. */
export const setAntiforgery = (token: string | null) => {
  antiforgery = token;
};

const guard: Middleware = {
  onRequest({ request }) {
    if (unsafe.has(request.method) && antiforgery) request.headers.set('X-CSRF-Token', antiforgery);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    const body = await response
      .clone()
      .json()
      .catch(() => null);
    if (response.status === 401 && !schemaPath.startsWith('/api/v1/auth/login')) onSignedOut();
    throw new ApiProblem(response.status, body);
  },
};

/** No answer, or one of something that stands before a server that is away. */
async function asked(request: Request) {
  try {
    const answer = await globalThis.fetch(request);
    if (answer.status >= 502 && answer.status <= 504) connectionFailed();
    return answer;
  } catch (problem) {
    if (!request.signal.aborted) connectionFailed();
    throw problem;
  }
}

/** The API, typed by its document. An answer that is not one of success is thrown as an `ApiProblem`. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: asked,
  credentials: 'same-origin',
});
api.use(guard);

/** The body of an answer of success. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
