import { describe, expect, it } from 'vitest';
import { relative } from './Moment';

const now = new Date('2026-03-02T12:00:00Z');

describe('relative', () => {
  it.each([
    ['2026-03-02T11:59:58Z', 'fr', 'il y a 2 secondes'],
    ['2026-03-02T11:00:00Z', 'fr', 'il y a 1 heure'],
    ['2026-03-01T12:00:00Z', 'fr', 'hier'],
    ['2026-03-03T12:00:00Z', 'en', 'tomorrow'],
    ['2025-03-02T12:00:00Z', 'en', 'last year'],
    ['2026-03-02T12:00:00Z', 'en', 'now'],
  ])('tells %s in %s as "%s"', (moment, language, expected) => {
    expect(relative(new Date(moment), now, language)).toBe(expected);
  });
});
