import { describe, expect, it } from 'vitest';
import { fromDay, momentsOf, toDay } from './period';

const now = new Date(2026, 2, 15, 14, 30);

describe('momentsOf', () => {
  it.each([
    ['today', '2026-03-15', null],
    ['7d', '2026-03-09', null],
    ['30d', '2026-02-14', null],
    ['2026-01-05..2026-01-09', '2026-01-05', '2026-01-10'],
    ['2026-01-05..2026-01-05', '2026-01-05', '2026-01-06'],
    ['2026-01-09..2026-01-05', null, null],
    ['2026-02-31..2026-03-05', null, null],
    ['', null, null],
    ['nonsense', null, null],
  ])('%s begins at %s and ends before %s', (period, from, to) => {
    const found = momentsOf(period, now);
    expect(found.from ? toDay(new Date(found.from)) : null).toBe(from);
    expect(found.to ? toDay(new Date(found.to)) : null).toBe(to);
  });
});

describe('fromDay', () => {
  it('is the reader’s midnight', () => expect(fromDay('2026-03-15')?.getHours()).toBe(0));
});
