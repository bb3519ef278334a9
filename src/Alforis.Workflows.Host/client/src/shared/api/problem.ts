export type ProblemError = {
  code: string;
  reason?: string | null;
  /** What the message names, for saying it in another language. */
  arguments?: Record<string, string | null> | null;
  pointer: string;
  message: string;
  suggestion?: string | null;
  line?: number | null;
  column?: number | null;
  severity?: string | null;
};

/** What the server said was wrong (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly arguments: Record<string, string> | null;
  readonly title: string;
  readonly detail: string | null;
  readonly errors: ProblemError[];

  constructor(status: number, body: unknown) {
    const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
    const title = typeof problem.title === 'string' ? problem.title : `HTTP ${status}`;
    super(title);
    this.status = status;
    this.code = typeof problem.code === 'string' ? problem.code : null;
    this.arguments = typeof problem.arguments === 'object' ? (problem.arguments as Record<string, string> | null) : null;
    this.title = title;
    this.detail = typeof problem.detail === 'string' ? problem.detail : null;
    this.errors = Array.isArray(problem.errors) ? (problem.errors as ProblemError[]) : [];
  }

  /** Whether the token that changes bear is not of this session. */
  get isTokenVoid() {
    return this.status === 403 && this.errors.some((e) => e.code === 'csrf_invalid');
  }

  /** The server's own words, which are English. What people read is made by `problems/words`. */
  get sentence() {
    return this.errors[0]?.message ?? this.detail ?? this.title;
  }
}

/** The server has not answered at all. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('The server has not answered.', { cause });
  }
}

/** Browsers have no name for it, only words: Chromium's, Firefox's and Safari's. */
const notLoaded = /dynamically imported module|importing a module script/i;

/** What has gone wrong: `away` no answer, `ended` the session, `unloaded` a part of the program did not come, `fault` a mistake of the page's own. */
type Trouble = 'away' | 'ended' | 'forbidden' | 'missing' | 'failed' | 'unloaded' | 'fault';

export function troubleOf(error: unknown): Trouble {
  if (error instanceof NoAnswer) return 'away';
  if (!(error instanceof ApiProblem)) return error instanceof Error && notLoaded.test(error.message) ? 'unloaded' : 'fault';
  // What the service itself says, such as that a question took too long, has a code.
  if (error.status >= 502 && error.status <= 504 && !error.code) return 'away';
  return ({ 401: 'ended', 403: 'forbidden', 404: 'missing' } as const)[error.status] ?? 'failed';
}
