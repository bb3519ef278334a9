import type { components } from '@/shared/api/schema';
import type { Rule } from './conditions';

export type Story = components['schemas']['ExecutionAnswer'];
export type Attempt = Story['attempts'][number];
export type Change = { field: string; before: unknown; after: unknown };

/** A step of an execution as the API tells it; values that are long are hints. */
export type Step = {
  id: string;
  type: string;
  status: string;
  settings?: Record<string, unknown>;
  result?: Record<string, unknown>;
  target?: { entity_type: string; entity_id: number };
  error?: string;
  error_code?: string;
  attempts?: number;
  idempotency_key?: string;
  next_attempt_at?: string;
  when?: Rule[];
};

/** What stands in a story instead of a value that is too long for it. */
export type Hint = { truncated: true; size: number; href: string };

/** Values come from anybody: one that is written like a hint leads to a value of an execution at most, which the reader may read anyway. */
const payload = /^\/api\/v1\/executions\/(\d+)\/payloads\/([\w.]+)$/;

export const isHint = (value: unknown): value is Hint =>
  typeof value === 'object' &&
  value !== null &&
  (value as Hint).truncated === true &&
  typeof (value as Hint).size === 'number' &&
  typeof (value as Hint).href === 'string' &&
  payload.test((value as Hint).href);

/** Which value a hint leads to. */
export function partOf({ href }: Hint) {
  const [, id, part] = payload.exec(href) ?? [];
  return { id: Number(id), part: part ?? '' };
}

/** The attempts of each step that reaches outside, by the step's name. A step that was tried again by hand has several numbers, one after the other. */
export function attemptsOf(steps: Step[], attempts: Attempt[]): Map<string, Attempt[]> {
  const byStep = new Map<number, Attempt[]>();
  for (const attempt of attempts) byStep.set(attempt.step_id, [...(byStep.get(attempt.step_id) ?? []), attempt]);
  const groups = [...byStep.values()];
  const outside = steps.filter((s) => s.idempotency_key !== undefined);
  const found = new Map<string, Attempt[]>();
  for (const [index, step] of outside.entries()) {
    const own = [...(groups.shift() ?? [])];
    while (groups.length > outside.length - index - 1 && own.at(-1)?.outcome !== 'success') own.push(...(groups.shift() ?? []));
    found.set(step.id, own);
  }
  return found;
}
