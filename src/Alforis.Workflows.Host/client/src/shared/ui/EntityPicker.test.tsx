import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Entity } from '@/shared/crm/entities';
import { EntityPicker } from './EntityPicker';

const all = [
  { id: 3, nom: 'Mandat Alpes', organisation_nom: 'Caisse des Alpes', stage: 'prospect' },
  { id: 9, nom: 'Mandat Vosges', organisation_nom: 'Mutuelle des Vosges', stage: 'signe' },
];
const asked: string[] = [];

function answer(status: number) {
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const words = new URL(request.url).searchParams.get('search') ?? '';
    asked.push(words);
    const items = all.filter((d) => d.nom.toLowerCase().includes(words));
    const body =
      status === 200
        ? { total: items.length, skip: 0, limit: 8, items }
        : { code: 'forbidden', arguments: { permission: 'deals:read' }, title: 'Refused' };
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
}

function Form() {
  const [value, setValue] = useState<Entity | null>(null);
  return (
    <>
      <EntityPicker type="deal" label="Affaire" value={value} onChange={setValue} />
      <output>{value?.id ?? 'none'}</output>
    </>
  );
}

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Form />
    </QueryClientProvider>,
  );

afterEach(() => vi.unstubAllGlobals());

describe('EntityPicker', () => {
  it('finds by words and is chosen from by keys', async () => {
    answer(200);
    show();
    const input = screen.getByRole('combobox', { name: 'Affaire' });
    await userEvent.type(input, 'vosges');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(screen.getByRole('option')).toHaveTextContent('#9 · Mutuelle des Vosges · Signé');
    await userEvent.keyboard('{ArrowDown}');
    expect(input).toHaveAttribute('aria-activedescendant', screen.getByRole('option').id);
    await userEvent.keyboard('{Enter}');
    expect(document.querySelector('output')).toHaveTextContent('9');
    expect(input).toHaveValue('Mandat Vosges');
    expect(input).toHaveAttribute('aria-expanded', 'false');
  });

  it('asks once when the typing pauses, not for each letter', async () => {
    answer(200);
    show();
    await userEvent.type(screen.getByRole('combobox'), 'vosges');
    await waitFor(() => expect(asked).toContain('vosges'));
    expect(asked.filter((words) => words !== '')).toEqual(['vosges']);
  });

  it('closes by Escape without a choice', async () => {
    answer(200);
    show();
    await userEvent.click(screen.getByRole('combobox'));
    await screen.findByRole('option', { name: /Alpes/ });
    await userEvent.keyboard('{ArrowDown}{Escape}');
    expect(screen.queryByRole('option')).toBeNull();
    expect(document.querySelector('output')).toHaveTextContent('none');
  });

  it('says that nothing was found, and what went wrong', async () => {
    answer(200);
    const { unmount } = show();
    await userEvent.type(screen.getByRole('combobox'), 'zzz');
    await screen.findByText('Rien ne correspond. Essayez un autre mot.');
    unmount();
    answer(403);
    show();
    await userEvent.click(screen.getByRole('combobox'));
    await screen.findByText(/Vous n’avez pas le droit de faire cela\..*Affaires › consulter/);
  });
});
