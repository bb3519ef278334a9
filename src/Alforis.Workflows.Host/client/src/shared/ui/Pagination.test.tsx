import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { chooseLanguage } from '@/shared/i18n';
import { Pagination } from './Pagination';

describe('Pagination', () => {
  beforeAll(() => chooseLanguage('en'));

  it('goes back and forth, and not beyond the ends', async () => {
    const onSkip = vi.fn();
    const { rerender } = render(<Pagination total={60} skip={25} limit={25} onSkip={onSkip} />);
    expect(screen.getByText('26 to 50 of 60')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(onSkip.mock.calls).toEqual([[50], [0]]);

    rerender(<Pagination total={60} skip={50} limit={25} onSkip={onSkip} />);
    expect(screen.getByText('51 to 60 of 60')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    rerender(<Pagination total={0} skip={0} limit={25} onSkip={onSkip} />);
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    expect(screen.getByText('0 to 0 of 0')).toBeInTheDocument();
  });
});
