import { describe, expect, it } from 'vitest';
import { placeOf } from './place';

const text = '{\r\n  "name": "A\\"b",\n  "count": 12\n}';

describe('placeOf', () => {
  it.each([
    [1, 1, '{'],
    [2, 3, '"name"'],
    [2, 11, '"A\\"b"'],
    [3, 12, '12'],
    [3, 99, ''],
    [99, 1, '}'],
    [0, 0, '{'],
  ])('finds what stands at line %i, column %i', (line, column, expected) => {
    expect(text.slice(...placeOf(text, line, column))).toBe(expected);
  });
});
