import { ApiProblem } from '@/shared/api/problem';

const resources = ['deals', 'organisations', 'people'] as const;

/** What somebody may not read and would have to, as a refusal names it; null for any other problem. */
export function unseenOf(error: unknown): (typeof resources)[number] | null {
  if (!(error instanceof ApiProblem) || error.status !== 403) return null;
  const named = /'(\w+):read'/.exec(error.detail ?? '')?.[1];
  return resources.find((resource) => resource === named) ?? null;
}
