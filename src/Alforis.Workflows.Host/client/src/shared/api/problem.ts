export type ProblemError = {
  code: string;
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
  readonly title: string;
  readonly detail: string | null;
  readonly errors: ProblemError[];

  constructor(status: number, body: unknown) {
    const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
    const title = typeof problem.title === 'string' ? problem.title : `HTTP ${status}`;
    super(title);
    this.status = status;
    this.title = title;
    this.detail = typeof problem.detail === 'string' ? problem.detail : null;
    this.errors = Array.isArray(problem.errors) ? (problem.errors as ProblemError[]) : [];
  }

  /** What to show in one line. */
  get sentence() {
    return this.errors[0]?.message ?? this.detail ?? this.title;
  }
}
