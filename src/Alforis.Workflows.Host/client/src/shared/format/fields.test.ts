import { expect, it } from 'vitest';
import { valueText } from './fields';

it.each([
  ['2026-11-23', '23 nov. 2026'],
  ['0000-00-00', '0000-00-00'],
  ['2026-13-01', '2026-13-01'],
  ['2026-99-99T25:61', '2026-99-99T25:61'],
  ['', '(vide)'],
  [null, '(vide)'],
  [['a', null], 'a, (vide)'],
])('writes %j as %s', (value, text) => expect(valueText(value, 'fr')).toBe(text));
