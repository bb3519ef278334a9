import { describe, expect, it } from 'vitest';
import { searchVariables, variablesOf } from './variables';

const field = (name: string, kind: 'text' | 'entity' | 'list' | 'json' = 'text', entity?: string, item_kind?: 'text' | 'entity') => ({
  name,
  label: name,
  kind,
  ...(entity && { entity }),
  ...(item_kind && { item_kind }),
  enum_values: [],
  is_nullable: true,
  is_writable: true,
  is_tracked: true,
});

const vocabulary = {
  entities: {
    deal: {
      fields: [
        field('nom'),
        field('organisation', 'entity', 'organisation'),
        field('assigned_user', 'entity', 'user'),
        field('raw', 'json'),
        field('tags', 'list', undefined, 'text'),
      ],
    },
    organisation: { fields: [field('nom'), field('contacts', 'list', 'person', 'entity')] },
    user: { fields: [field('email'), field('manager', 'entity', 'user')] },
  },
};

describe('variablesOf', () => {
  it('has what can be written, of people one step away, and no circles', () =>
    expect(variablesOf(vocabulary).map((v) => v.path)).toEqual(['deal.nom', 'deal.assigned_user.email', 'deal.tags', 'organisation.nom']));
});

describe('searchVariables', () => {
  const all = variablesOf(vocabulary);
  const label = (path: string) => (path === 'deal.tags' ? 'affaire › étiquettes' : path);
  it.each([
    ['ETIQ', ['deal.tags']],
    ['nom deal', ['deal.nom']],
    ['xyz', []],
  ])('finds %j', (words, paths) => expect(searchVariables(all, words, label).map((v) => v.path)).toEqual(paths));
  it('has all without words', () => expect(searchVariables(all, ' ', label)).toHaveLength(4));
});
