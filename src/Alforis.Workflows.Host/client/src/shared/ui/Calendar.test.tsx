import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Calendar } from './Calendar';

const day = (number: string) => screen.getByRole('gridcell', { name: number }).querySelector('button') as HTMLButtonElement;

it('has no day before the first that can be chosen', async () => {
  const choose = vi.fn();
  render(<Calendar value="2027-05-20" first="2027-05-12" onChange={choose} />);
  expect(day('11')).toBeDisabled();
  await userEvent.click(day('12'));
  expect(choose).toHaveBeenCalledExactlyOnceWith('2027-05-12');
});

it('has every day where none is the first', () => {
  render(<Calendar value="2027-05-20" onChange={() => {}} />);
  expect(day('1')).toBeEnabled();
});
