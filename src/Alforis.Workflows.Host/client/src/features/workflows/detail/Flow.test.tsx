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
    { type: 'create_task', config: { title: 'Appeler {{ deal.nom }}' }, delay: '7 days' },
    { type: 'add_tag', config: { tag: 'vu' } },
  ],
};

describe('Flow', () => {
  beforeAll(() => chooseLanguage('fr'));

  it('tells when, if and then', () => {
    render(<Flow definition={definition} />);

    expect(screen.getByText('Changement d’étape')).toBeInTheDocument();
    expect(screen.getByText('Toutes ces conditions')).toBeInTheDocument();
    expect(screen.getByText('Au moins une de ces conditions')).toBeInTheDocument();
    expect(screen.getByText('50000')).toBeInTheDocument();
    const task = screen.getByText('Créer une tâche').closest('li') as HTMLElement;
    expect(within(task).getByText('7 days')).toBeInTheDocument();
    expect(within(task).getByText('Appeler {{ deal.nom }}')).toBeInTheDocument();
    expect(screen.getByText('Ajouter une étiquette')).toBeInTheDocument();
  });

  it('says that a workflow without conditions always runs', () => {
    render(<Flow definition={{ ...definition, conditions: null }} />);
    expect(screen.getByText('Toujours, sans condition.')).toBeInTheDocument();
  });
});
