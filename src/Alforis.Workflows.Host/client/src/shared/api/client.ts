import createClient, { type Middleware } from 'openapi-fetch';
import { connectionFailed } from './connection';
import { ApiProblem, NoAnswer } from './problem';
import type { paths } from './schema';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const header = 'X-CSRF-Token';

let antiforgery: string | null = null;
let owner: number | null = null;
let onSignedOut: () => void = () => {};
let renew: () => Promise<boolean> = async () => false;
let renewal: Promise<boolean> | null = null;

/** Told when the server does not know the session any more. */
export const whenSignedOut = (listener: () => void) => {
  onSignedOut = listener;
};

/** The token that changes must bear beside the cookie, and whose it is: a page of another site cannot know it. Without the second, the user stays who it was. */
export const setAntiforgery = (token: string | null, user: number | null = owner) => {
  antiforgery = token;
  owner = user;
};

export const hasAntiforgery = () => antiforgery !== null;

/** Asked for a new token when that of the page is not of the session any more; says whether the same user is still signed in. */
export const whenTokenVoid = (reader: () => Promise<boolean>) => {
  renew = reader;
};

const guard: Middleware = {
  onRequest({ request }) {
    if (unsafe.has(request.method) && antiforgery) request.headers.set(header, antiforgery);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    if (response.status === 401 && !schemaPath.startsWith('/api/v1/auth/login')) onSignedOut();
    throw await problemOf(response);
  },
};

async function problemOf(answer: Response) {
  const told = await answer
    .clone()
    .json()
    .catch(() => null);
  return new ApiProblem(answer.status, told);
}

/** No answer, or one of something that stands before a server that is away. */
async function sent(request: Request) {
  try {
    const answer = await globalThis.fetch(request);
    // What the service itself has to say of it, such as a question that took too long, is an answer.
    const isOurs = answer.headers.get('Content-Type')?.startsWith('application/problem+json');
    if (answer.status >= 502 && answer.status <= 504 && !isOurs) connectionFailed();
    return answer;
  } catch (problem) {
    if (request.signal.aborted) throw problem;
    connectionFailed();
    throw new NoAnswer(problem);
  }
}

/** Somebody may have signed in anew in another tab: what the same user changes is sent once more with the new token. What another user's page wanted is not. */
async function asked(request: Request) {
  if (!unsafe.has(request.method)) return sent(request);
  const again = request.clone();
  // Whose it is was decided when it was sent, whoever is there when the refusal comes.
  const sender = owner;
  const answer = await sent(request);
  if (answer.status !== 403 || !(await problemOf(answer)).isTokenVoid || !(await isStillTheSame()) || !antiforgery || owner !== sender)
    return answer;
  again.headers.set(header, antiforgery);
  return sent(again);
}

/** Asked once for all changes that were refused together. */
function isStillTheSame() {
  renewal ??= renew()
    .catch(() => false)
    .finally(() => {
      renewal = null;
    });
  return renewal;
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
