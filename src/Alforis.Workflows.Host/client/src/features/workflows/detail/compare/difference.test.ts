import { describe, expect, it } from 'vitest';
import { type Change, difference } from './difference';

const rule = (field: string, value: unknown, operator = '>') => ({ field, operator, value });
const task = (title: string, more: object = {}) => ({ type: 'create_task', config: { title }, ...more });
const base = {
  name: 'Relance',
  trigger_type: 'deal_updated',
  trigger_config: { fields: ['montant', 'nom'] },
  conditions: { operator: 'AND', rules: [rule('montant', 1000), rule('stage', 'signe', '==')] },
  actions: [task('Appeler'), task('Écrire'), task('Relancer'), { type: 'add_tag', config: { tag: 'vu' } }],
};
const told = (changes: Change[]) =>
  changes.map((c) => [
    c.section,
    c.kind,
    c.what,
    c.place.map((p) => (p.kind === 'member' ? p.name : p.kind === 'group' ? p.operator : p.at)).join('/'),
    c.before,
    c.after,
  ]);

describe('difference', () => {
  it('is nothing for another order of members', () => {
    const reversed = Object.fromEntries(Object.entries(base).reverse());
    const inside = {
      ...reversed,
      conditions: { rules: base.conditions.rules.map((r) => Object.fromEntries(Object.entries(r).reverse())), operator: 'AND' },
    };
    expect(difference(base, inside)).toEqual([]);
  });

  it.each<[string, object, unknown[]]>([
    ['a name', { name: 'Rappel' }, [['name', 'changed', 'value', '', 'Relance', 'Rappel']]],
    ['a new member', { category: 'Ventes' }, [['category', 'added', 'value', '', undefined, 'Ventes']]],
    ['a trigger', { trigger_type: 'deal_created' }, [['trigger', 'changed', 'value', 'trigger_type', 'deal_updated', 'deal_created']]],
    ['a list of values', { trigger_config: { fields: ['nom'] } }, [['trigger', 'changed', 'value', 'fields', ['montant', 'nom'], ['nom']]]],
    ['a setting that is gone', { trigger_config: {} }, [['trigger', 'removed', 'value', 'fields', ['montant', 'nom'], undefined]]],
    ['all conditions gone', { conditions: null }, [['conditions', 'removed', 'rule', '', base.conditions, undefined]]],
  ])('tells %s', (_, change, expected) => {
    expect(told(difference(base, { ...base, ...change }))).toEqual(expected);
  });

  it('matches rules by field, whatever their order', () => {
    const [montant, stage] = base.conditions.rules;
    const after = { ...base, conditions: { operator: 'AND', rules: [rule('ville', 'Lyon', '=='), stage, rule('montant', 5000, '>=')] } };
    expect(told(difference(base, after))).toEqual([
      ['conditions', 'added', 'rule', 'AND', undefined, rule('ville', 'Lyon', '==')],
      ['conditions', 'changed', 'rule', 'AND', montant, rule('montant', 5000, '>=')],
    ]);
  });

  it('goes into nested groups, and tells their operator', () => {
    const nested = (operator: string, value: number) => ({
      operator: 'AND',
      rules: [rule('nom', 'x', '=='), { operator, rules: [rule('montant', value), rule('ville', 'Lyon')] }],
    });
    const changes = told(difference({ conditions: nested('OR', 1) }, { conditions: nested('AND', 2) }));
    expect(changes).toEqual([
      ['conditions', 'changed', 'value', 'AND/operator', 'OR', 'AND'],
      ['conditions', 'changed', 'rule', 'AND/AND', rule('montant', 1), rule('montant', 2)],
    ]);
  });

  it('tells which of several actions of one type was removed', () => {
    const after = { ...base, actions: [base.actions[0], base.actions[2], base.actions[3]] };
    expect(told(difference(base, after))).toEqual([['actions', 'removed', 'action', '1', base.actions[1], undefined]]);
  });

  it('tells a setting of an action that was changed beside one that is new', () => {
    const after = {
      ...base,
      actions: [{ type: 'send_email', config: { to: 'x' } }, task('Appeler vite', { delay: '1 day' }), ...base.actions.slice(1)],
    };
    expect(told(difference(base, after))).toEqual([
      ['actions', 'added', 'action', '0', undefined, { type: 'send_email', config: { to: 'x' } }],
      ['actions', 'changed', 'value', '1/title', 'Appeler', 'Appeler vite'],
      ['actions', 'added', 'value', '1/delay', undefined, '1 day'],
    ]);
  });

  it('tells an action that was moved, and what became of it, by its id', () => {
    const [one, two] = [task('Un', { id: 'un' }), task('Deux', { id: 'deux' })];
    const third = task('Trois', { id: 'trois' });
    const after = { actions: [task('Trois !', { id: 'trois' }), one, two] };
    expect(told(difference({ actions: [one, two, third] }, after))).toEqual([
      ['actions', 'moved', 'action', '0', 2, 0],
      ['actions', 'changed', 'value', '0/title', 'Trois', 'Trois !'],
    ]);
  });

  it('takes the condition of an action as a rule', () => {
    const when = (value: number) => ({ actions: [task('Un', { when: { operator: 'AND', rules: [rule('montant', value)] } })] });
    expect(told(difference(when(1), when(2)))).toEqual([
      ['actions', 'changed', 'rule', '0/when/AND', rule('montant', 1), rule('montant', 2)],
    ]);
  });
});
