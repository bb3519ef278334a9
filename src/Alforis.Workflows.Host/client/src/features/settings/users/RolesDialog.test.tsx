import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Me, meQuery } from '@/features/auth/session';
import type { Role, User } from './queries';
import { RolesDialog } from './RolesDialog';

const user = { id: 7, email: 'alix@a.example', name: 'Alix', roles: ['viewer'] } as User;
const roles = ['manager', 'viewer', 'commercial'].map((name) => ({ name, description: '', permissions: [], users: 1 })) as Role[];

/** A server with one account, which somebody else may change. */
function serve() {
  const server = { version: 1, roles: ['viewer'], sent: [] as unknown[] };
  vi.stubGlobal('fetch', async (request: Request) => {
    const tag = `"7-${server.version}"`;
    if (request.method === 'PUT' && request.headers.get('If-Match') !== tag)
      return new Response(JSON.stringify({ title: 'It was changed meanwhile.' }), { status: 412 });
    if (request.method === 'PUT') {
      server.roles = ((await request.json()) as { roles: string[] }).roles;
      server.sent.push(server.roles);
    }
    return new Response(JSON.stringify({ ...user, roles: server.roles }), {
      headers: { 'Content-Type': 'application/json', ETag: tag },
    });
  });
  return server;
}

function show() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(meQuery.queryKey, { id: 1, roles: ['admin'], permissions: [] } as unknown as Me);
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={queries}>
      <RolesDialog user={user} roles={roles} onClose={onClose} />
    </QueryClientProvider>,
  );
  return onClose;
}

const box = (name: RegExp) => screen.findByRole('checkbox', { name });
const save = () => userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));

afterEach(() => vi.unstubAllGlobals());

describe('RolesDialog', () => {
  it('saves what was ticked, for the version that was shown', async () => {
    const server = serve();
    const onClose = show();
    await userEvent.click(await box(/Manager/));
    await save();

    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(server.sent).toEqual([['viewer', 'manager']]);
  });

  it('does not go over what somebody else has changed meanwhile', async () => {
    const server = serve();
    const onClose = show();
    await userEvent.click(await box(/Manager/));
    Object.assign(server, { version: 2, roles: ['commercial'] });
    await save();

    expect(await screen.findByRole('alert')).toHaveTextContent('Quelqu’un a modifié ce compte entre-temps.');
    expect(screen.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
    expect(server.sent).toEqual([]);

    await userEvent.click(screen.getByRole('button', { name: 'Recharger' }));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
    expect(await box(/Commercial/)).toBeChecked();
    expect(await box(/Manager/)).not.toBeChecked();
    await userEvent.click(await box(/Manager/));
    await save();

    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(server.sent).toEqual([['commercial', 'manager']]);
  });
});
