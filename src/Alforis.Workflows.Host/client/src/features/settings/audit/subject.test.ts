import { describe, expect, it } from 'vitest';
import { accounts } from '@/shared/i18n/fr/accounts';
import { actions } from './actions';
import type { Entry } from './queries';
import { subjectOf } from './subject';

const names = new Map([[7, 'Alix Moreau']]);
const entry = (change: Partial<Entry>) =>
  ({ action: 'user.roles', subject_type: null, subject_id: null, user_id: 1, detail: null, ...change }) as Entry;

describe('subjectOf', () => {
  it.each<[string, Partial<Entry>, string | null, string | null]>([
    ['a user by name', { subject_type: 'user', subject_id: 7 }, 'Alix Moreau', null],
    ['oneself not again', { subject_type: 'user', subject_id: 1 }, null, null],
    [
      'a workflow with its page',
      { action: 'workflow.update', subject_type: 'workflow', subject_id: 3, detail: { name: 'Relance' } },
      'Relance',
      '/workflows/3',
    ],
    ['what is deleted without a page', { action: 'deal.delete', subject_type: 'deal', subject_id: 4 }, '#4', null],
    ['the permission that lacked', { action: 'request.refuse', detail: { permission: 'users:read' } }, 'users:read', null],
    ['nothing', {}, null, null],
  ])('names %s', (_, change, text, to) => {
    expect(subjectOf(entry(change), names)).toEqual({ text, to });
  });
});

it('every action that can be asked for has words', () => {
  const did = accounts.audit.did as unknown as Record<string, Record<string, string>>;
  expect(actions.filter((action) => !did[action.split('.')[0] ?? '']?.[action.split('.')[1] ?? ''])).toEqual([]);
});
