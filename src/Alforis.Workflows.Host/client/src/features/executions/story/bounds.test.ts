import { describe, expect, it } from 'vitest';
import { bounded, longestText, mostElements } from './bounds';

describe('bounded', () => {
  it('leaves small values alone', () => {
    const value = { a: [1, null, 'x'], b: { c: true } };
    expect(bounded(value)).toEqual({ value, isCut: false });
  });

  it('keeps the beginning of lists and texts', () => {
    const { value, isCut } = bounded({ list: Array.from({ length: 500 }, (_, i) => i), text: 'y'.repeat(9000) });
    expect(isCut).toBe(true);
    expect((value as { list: unknown[] }).list).toHaveLength(mostElements);
    expect((value as { text: string }).text).toHaveLength(longestText + 1);
  });

  it('ends however deep and wide a value is', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 5000; i++) deep = [deep];
    expect(bounded(deep).isCut).toBe(true);
    const wide = Array.from({ length: 60_000 }, (_, i) => ({ id: i, name: 'n'.repeat(60), tags: ['a', 'b'] }));
    const began = performance.now();
    const { value } = bounded(wide);
    expect(performance.now() - began).toBeLessThan(200);
    expect(JSON.stringify(value).length).toBeLessThan(200_000);
  });
});
