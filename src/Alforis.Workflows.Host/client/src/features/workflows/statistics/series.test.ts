import { describe, expect, it } from 'vitest';
import { dayName, marksByDay, shownAtFirst } from './series';

const day = (success: number, skipped: number) => ({
  day: '2026-03-02',
  success_count: success,
  failed_count: 0,
  cancelled_count: 0,
  skipped_count: skipped,
});

describe('shownAtFirst', () => {
  it.each([
    [[day(1, 4)], true],
    [[day(1, 5)], false],
    [[day(0, 500)], true],
    [[day(2, 0), day(0, 9)], false],
  ])('of %j shows what was skipped: %s', (days, shown) => {
    expect(shownAtFirst(days).includes('skipped')).toBe(shown);
  });
});

describe('marksByDay', () => {
  it('goes by the day in UTC', () => {
    const marks = [
      { at: '2026-03-02T00:30:00+01:00', kind: 'version', version: 2 },
      { at: '2026-03-01T10:00:00Z', kind: 'activated', version: 2 },
      { at: '2026-03-02T10:00:00Z', kind: 'deactivated', version: null },
    ];
    expect([...marksByDay(marks)].map(([d, m]) => [d, m.length])).toEqual([
      ['2026-03-01', 2],
      ['2026-03-02', 1],
    ]);
  });
});

describe('dayName', () => {
  it.each([
    ['fr', 'short', '2 mars'],
    ['en', 'short', 'Mar 2'],
    ['fr', 'long', 'lundi 2 mars'],
  ] as const)('writes a day in %s, %s', (language, style, expected) => {
    expect(dayName('2026-03-02', language, style)).toBe(expected);
  });
});
