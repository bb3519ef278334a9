import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { i18n } from '@/shared/i18n';
import { causeOf, failureCodes } from './causes';

/** The codes of the table in the documentation, which the service's own list is held to. */
const documented = [...readFileSync('../../../docs/executions.md', 'utf8').matchAll(/^\| `([a-z_]+)` \| .+ \| .+ \|$/gm)].map(
  ([, code]) => code,
);

describe('causeOf', () => {
  it('knows the codes that the service has, and no others', () => expect([...failureCodes]).toEqual(documented));

  it.each([
    ['mail_busy', 'mail_busy'],
    ['of_tomorrow', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
    [undefined, 'unknown'],
  ])('takes %s for %s', (code, cause) => expect(causeOf(code)).toBe(cause));

  it.each([...failureCodes, 'unknown', 'conditions'] as const)('%s has its texts', (cause) => {
    for (const part of ['what', 'why', 'do'] as const) expect(i18n.exists(`cause.${cause}.${part}`)).toBe(true);
  });
});
