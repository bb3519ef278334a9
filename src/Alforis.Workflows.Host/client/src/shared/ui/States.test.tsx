import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApiProblem, NoAnswer } from '@/shared/api/problem';
import { ErrorState } from './States';

const retry = () => {};

describe('ErrorState', () => {
  it.each([
    ['no answer', new NoAnswer(null), 'Le serveur ne répond pas', 'Réessayer'],
    ['a server in front of one that is away', new ApiProblem(503, null), 'Le serveur ne répond pas', 'Réessayer'],
    ['a permission that lacks', new ApiProblem(403, null), 'Vous n’y avez pas accès', 'Réessayer'],
    ['what is gone', new ApiProblem(404, null), 'Introuvable', null],
    ['a mistake of the server', new ApiProblem(500, null), 'Le chargement a échoué', 'Réessayer'],
    ['the session that has ended', new ApiProblem(401, null), 'Votre session a pris fin', 'Se connecter'],
    ['a mistake of the page', new TypeError('x is undefined'), 'Cette page a rencontré un problème', 'Recharger'],
    ['what is thrown and no error', 'text', 'Cette page a rencontré un problème', 'Recharger'],
    [
      'a part that Chromium could not load',
      new TypeError('Failed to fetch dynamically imported module: x'),
      'La page n’a pas pu être chargée',
      'Recharger',
    ],
    [
      'a part that Firefox could not load',
      new TypeError('error loading dynamically imported module: x'),
      'La page n’a pas pu être chargée',
      'Recharger',
    ],
    [
      'a part that Safari could not load',
      new TypeError('Importing a module script failed.'),
      'La page n’a pas pu être chargée',
      'Recharger',
    ],
  ])('says of %s what it is', (_, error, title, way) => {
    render(<ErrorState error={error} onRetry={retry} />);
    expect(screen.getByRole('heading')).toHaveTextContent(title);
    const ways = [...screen.queryAllByRole('button'), ...screen.queryAllByRole('link')].map((e) => e.textContent);
    expect(ways[0] ?? null).toBe(way);
  });

  it('has a way out of a broken page, and folds the raw error away', () => {
    render(<ErrorState error={new Error('x is undefined')} />);
    expect(screen.getByRole('link', { name: 'Retour à l’accueil' })).toHaveAttribute('href', '/');
    expect(screen.getByText('x is undefined').closest('details')).not.toHaveAttribute('open');
  });
});
