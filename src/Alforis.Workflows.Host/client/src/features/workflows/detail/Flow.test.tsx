import { render, screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseLanguage } from '@/shared/i18n';
import { Flow } from './Flow';

const definition = {
  trigger_type: 'deal_stage_changed',
  trigger_config: { to_stage: 'signe' },
  conditions: {
    operator: 'AND',
    rules: [
      { field: 'deal.montant', operator: '>', value: 50_000 },
      {
        operator: 'OR',
        rules: [
          { field: 'organisation.ville', operator: '==', value: 'Lyon' },
          { field: 'deal.nom', operator: 'is_empty' },
        ],
      },
    ],
  },
  actions: [
    { type: 'create_task', config: { title: 'Appeler {{ deal.nom }}' }, delay: '7 days', on_error: 'continue' },
    { type: 'add_tag', config: { tag: 'vu' } },
  ],
};

describe('Flow', () => {
  beforeAll(() => chooseLanguage('fr'));

  it('tells when, if and then', () => {
    render(<Flow definition={definition} />);

    expect(screen.getByText('Une affaire passe à « Signé »')).toBeInTheDocument();
    expect(screen.getByText('Toutes ces conditions')).toBeInTheDocument();
    expect(screen.getByText('Au moins une de ces conditions')).toBeInTheDocument();
    expect(screen.getByText('Le montant dépasse 50 000 €')).toBeInTheDocument();
    expect(screen.getByText('Le nom n’est pas renseigné')).toBeInTheDocument();
    const task = screen.getByText('Créer la tâche « Appeler [nom de l’affaire] »').closest('li') as HTMLElement;
    expect(within(task).getByText('Après 7 jours')).toBeInTheDocument();
    expect(within(task).getByText('Appeler [nom de l’affaire]')).toBeInTheDocument();
    expect(within(task).getByText('Continue en cas d’échec')).toBeInTheDocument();
    expect(screen.getByText('Ajouter l’étiquette « vu » à l’affaire')).toBeInTheDocument();
  });

  it('does not show what is secret in a call', () => {
    const config = { url: 'https://u:s3cret@erp.example/in?token=s3cret', headers: { Authorization: 'Bearer s3cret', 'X-Team': 'ventes' } };
    const { container } = render(<Flow definition={{ trigger_type: 'deal_created', actions: [{ type: 'call_webhook', config }] }} />);

    expect(container).toHaveTextContent('https://•••@erp.example/in?token=•••');
    expect(container).toHaveTextContent('ventes');
    expect(container).not.toHaveTextContent('s3cret');
  });

  it('tells which of a group must not hold', () => {
    const rules = [
      { field: 'ville', operator: '==', value: 'Lyon' },
      { field: 'montant', operator: '>', value: 1 },
    ];
    const { rerender } = render(<Flow definition={{ ...definition, conditions: { operator: 'NOT', rules } }} />);
    expect(screen.getByText('Pas toutes ces conditions à la fois')).toBeInTheDocument();

    rerender(<Flow definition={{ ...definition, conditions: { operator: 'NOT', rules: [{ operator: 'OR', rules }] } }} />);
    expect(screen.getByText('Aucune de ces conditions')).toBeInTheDocument();
  });

  it('says that a workflow without conditions always runs', () => {
    render(<Flow definition={{ ...definition, conditions: null }} />);
    expect(screen.getByText('Toujours, sans condition.')).toBeInTheDocument();
  });
});
