import { expect, it } from 'vitest';
import { isHint } from './types';

const hint = (href: unknown) => ({ truncated: true, size: 40_000, href });

it.each([
  ['/api/v1/executions/7/payloads/after', true],
  ['/api/v1/executions/7/payloads/actions.0.result', true],
  ['/api/v1/executions/../../../health', false],
  ['/api/v1/executions/7/payloads/../../../auth/me', false],
  ['https://evil.example/api/v1/executions/7/payloads/after', false],
  ['javascript:alert(1)', false],
  [{ toString: null }, false],
  [1, false],
])('takes %j for a hint: %s', (href, expected) => expect(isHint(hint(href))).toBe(expected));

it.each([null, 'text', [], { truncated: 'true', size: 1, href: '/api/v1/executions/7/payloads/after' }])(
  'does not take %j for a hint',
  (value) => expect(isHint(value)).toBe(false),
);
