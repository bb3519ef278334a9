import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { whenSignedOut } from '@/shared/api/client';
import { Payload } from './Payload';

const hint = { truncated: true, size: 40_000, href: '/api/v1/executions/7/payloads/actions.0.result' };
const asked = vi.fn<(request: Request) => Promise<Response>>();
const json = (status: number, value: unknown) =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });

beforeEach(() => {
  asked.mockReset();
  vi.stubGlobal('fetch', asked);
});

async function load() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Payload value={hint} />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: /Charger/ }));
}

it('loads what a hint leads to', async () => {
  asked.mockResolvedValue(json(200, { city: 'Nantes' }));
  await load();
  expect(await screen.findByText(/Nantes/)).toBeVisible();
  expect(new URL(asked.mock.calls[0]?.[0].url ?? '').pathname).toBe(hint.href);
});

it.each([
  [403, 'Vous n’y avez pas accès'],
  [404, 'Introuvable'],
  [500, 'Le chargement a échoué'],
])('says of %d what it is', async (status, title) => {
  asked.mockResolvedValue(json(status, {}));
  await load();
  expect(await screen.findByRole('heading', { name: title })).toBeVisible();
});

it('tells that the session has ended', async () => {
  const ended = vi.fn();
  whenSignedOut(ended);
  asked.mockResolvedValue(json(401, {}));
  await load();
  expect(await screen.findByRole('heading', { name: 'Votre session a pris fin' })).toBeVisible();
  expect(ended).toHaveBeenCalledTimes(1);
});
