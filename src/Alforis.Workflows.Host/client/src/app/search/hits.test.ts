import { describe, expect, it } from 'vitest';
import { findPages } from './hits';

const pages = [
  { to: '/executions', title: 'Exécutions' },
  { to: '/tasks', title: 'Tâches' },
  { to: '/attention', title: 'À traiter' },
];

describe('findPages', () => {
  it.each([
    ['exec', ['/executions']],
    ['tach', ['/tasks']],
    ['TÂCHES', ['/tasks']],
    ['traiter', ['/attention']],
    ['a t', ['/attention']],
    ['ches', []],
    ['', ['/executions', '/tasks', '/attention']],
  ])('of %j are those of %j', (words, found) => {
    expect(findPages(pages, words).map((hit) => hit.to)).toEqual(found);
  });
});
