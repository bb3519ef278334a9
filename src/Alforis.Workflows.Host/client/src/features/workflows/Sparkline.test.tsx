import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Sparkline } from './Sparkline';

const days = (...last: number[]) => [...Array<number>(14 - last.length).fill(0), ...last];

describe('Sparkline', () => {
  it('says its figures', () => {
    render(<Sparkline recent={{ success_counts: days(3, 4), failed_counts: days(0, 1), skipped_counts: days(9, 9) }} />);
    expect(screen.getByRole('img')).toHaveAccessibleName('14 derniers jours – succès : 7, échecs : 1, aujourd’hui : 5.');
  });

  it('says that nothing ran', () => {
    const { container } = render(<Sparkline recent={{ success_counts: days(), failed_counts: days(), skipped_counts: days(5) }} />);
    expect(screen.getByRole('img')).toHaveAccessibleName('14 derniers jours : aucune exécution.');
    expect(container.querySelectorAll('rect')).toHaveLength(14);
  });

  it('shows one of very many', () => {
    const { container } = render(<Sparkline recent={{ success_counts: days(100_000), failed_counts: days(1), skipped_counts: days() }} />);
    const [failed] = [...container.querySelectorAll('.fill-danger')];
    expect(failed).toHaveAttribute('height', '2');
  });
});
