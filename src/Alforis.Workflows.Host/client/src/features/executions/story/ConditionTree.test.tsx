import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ConditionTree } from './ConditionTree';
import { conditionTree, type GroupNode, type Rule } from './conditions';

const show = (rule: Rule) => render(<ConditionTree tree={conditionTree(null, [rule]) as GroupNode} />);

describe('ConditionTree', () => {
  it('says that a value which a webhook brought is not shown', () => {
    show({ path: 'webhook.ville', operator: '==', expected: 'Albi', actual: null, holds: false, withheld: true });

    expect(screen.getByText('Albi')).toBeInTheDocument();
    expect(screen.getByText('valeur reçue par le webhook, qui ne vous est pas montrée')).toBeInTheDocument();
    expect(screen.queryByText(/trouvé/)).not.toBeInTheDocument();
  });

  it('names the field where the value that is asked for is not shown', () => {
    show({ path: 'deal.montant', operator: '>', expected_path: 'webhook.limite', expected: null, actual: 7, holds: true, withheld: true });

    expect(screen.getByText(/limite/)).toBeInTheDocument();
    expect(screen.getByText(/trouvé : 7/)).toBeInTheDocument();
  });
});
