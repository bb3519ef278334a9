import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { ApiProblem } from '@/shared/api/problem';
import { ErrorState } from '@/shared/ui/States';
import { Outdated } from './Outdated';

let answer: () => string;

function Page() {
  const read = useQuery({ queryKey: ['x'], queryFn: () => answer(), retry: false });
  if (read.isPending) return null;
  return read.isLoadingError ? <ErrorState error={read.error} /> : <p>{read.data}</p>;
}

it('says that what is shown could not be read again, and reads it again on request', async () => {
  const queries = new QueryClient();
  answer = () => 'first';
  render(
    <QueryClientProvider client={queries}>
      <Outdated />
      <Page />
    </QueryClientProvider>,
  );
  await screen.findByText('first');
  expect(screen.getByRole('status')).toBeEmptyDOMElement();

  answer = () => {
    throw new ApiProblem(500, null);
  };
  await queries.invalidateQueries();
  expect(await screen.findByText(/n’a pas pu être actualisée/)).toBeVisible();
  expect(screen.getByText('first')).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();

  answer = () => 'second';
  await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
  expect(await screen.findByText('second')).toBeVisible();
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});
