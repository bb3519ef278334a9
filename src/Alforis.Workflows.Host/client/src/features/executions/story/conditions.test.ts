import { describe, expect, it } from 'vitest';
import { conditionTree, decisive, type GroupNode, type Node, type Rule } from './conditions';

const rule = (path: string, holds: boolean): Rule => ({ path, operator: '==', expected: 1, actual: 2, holds });
const leaf = (field: string) => ({ field, operator: '==', value: 1 });
const reached = (node: Node): unknown => ('rule' in node ? `${node.rule.path}${node.reached ? '' : '-'}` : node.children.map(reached));

describe('conditionTree', () => {
  it('has the groups of the definition, and marks what was not needed', () => {
    const definition = {
      operator: 'AND',
      rules: [leaf('a'), { operator: 'OR', rules: [leaf('b'), leaf('c')] }, { operator: 'NOT', rules: [leaf('d')] }, leaf('e')],
    };
    const tree = conditionTree(definition, [
      rule('a', true),
      rule('b', true),
      rule('c', false),
      rule('d', true),
      rule('e', false),
    ]) as GroupNode;

    expect(tree.holds).toBe(false);
    expect(reached(tree)).toEqual(['a', ['b', 'c-'], ['d'], 'e-']);
    expect((tree.children[2] as GroupNode).holds).toBe(false);
  });

  it.each([
    [null],
    ['deal.montant > 5'],
    [{ operator: 'AND', rules: [leaf('a')] }],
    [{ operator: 'AND', rules: [leaf('a'), leaf('b'), leaf('c')] }],
  ])('is flat where the definition does not fit: %j', (definition) => {
    const tree = conditionTree(definition, [rule('a', false), rule('b', false)]) as GroupNode;
    expect(reached(tree)).toEqual(['a', 'b']);
  });

  it('counts a rule over a list as one', () => {
    const definition = {
      operator: 'OR',
      rules: [{ field: 'organisation.contacts', operator: 'any', rules: [leaf('x'), leaf('y')] }, leaf('b')],
    };
    expect(reached(conditionTree(definition, [rule('organisation.contacts', false), rule('b', true)]) as GroupNode)).toEqual([
      'organisation.contacts',
      'b',
    ]);
  });

  it('names what kept the conditions from holding', () => {
    const tree = conditionTree({ operator: 'AND', rules: [leaf('a'), leaf('b'), leaf('c')] }, [
      rule('a', true),
      rule('b', false),
      rule('c', false),
    ]);
    expect(decisive(tree as GroupNode).map((r) => r.path)).toEqual(['b']);
  });

  it('is nothing without rules', () => expect(conditionTree({ operator: 'AND', rules: [] }, [])).toBeNull());
});
