import type { Step } from './types';

/**
 * What a retry does again, and what it leaves, as docs/executions.md says: it goes on with the step that the execution's error names, or with what was not run before it.
 * A failure that was to be passed over is settled.
 */
export function retryPlan(steps: Step[], error: string) {
  const unreached = steps.findIndex((s) => s.status === 'not_run');
  const stopped = steps.findLastIndex((s) => s.status === 'failed' && error.startsWith(`${s.id} (`));
  const places = [unreached, stopped].filter((place) => place >= 0);
  const from = places.length > 0 ? Math.min(...places) : steps.length;
  return { kept: steps.slice(0, from).filter((s) => s.status === 'success'), again: steps.slice(from) };
}
