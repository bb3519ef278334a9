import { expect, it } from 'vitest';
import { retryPlan } from './retryPlan';

const steps = (states: string) => states.split(' ').map((status, at) => ({ id: 'abcd'[at] ?? '', type: 'add_tag', status }));

// The rules of docs/executions.md, "Retrying".
it.each([
  ['the step that stopped it', 'success failed', 'b (send_email): refused', 'a', 'b'],
  ['what came after it, too', 'success failed not_run', 'b (send_email): refused', 'a', 'bc'],
  ['what was rolled back with it', 'not_run failed not_run', 'b (update_field): refused', '', 'abc'],
  ['no failure that was passed over', 'failed success failed', 'c (call_webhook): refused', 'b', 'c'],
  ['no failure that was passed over, though nothing stopped it by name', 'failed success not_run', 'The version cannot be read.', 'b', 'c'],
  ['nothing that was skipped before', 'skipped failed', 'b (send_email): refused', '', 'b'],
  ['nothing, where all is settled', 'success failed', 'The version cannot be read.', 'a', ''],
])('does again %s', (_, states, error, kept, again) => {
  const plan = retryPlan(steps(states), error);
  expect(plan.kept.map((s) => s.id).join('')).toBe(kept);
  expect(plan.again.map((s) => s.id).join('')).toBe(again);
});
