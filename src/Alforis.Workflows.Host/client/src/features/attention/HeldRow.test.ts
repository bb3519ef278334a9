import { describe, expect, it } from 'vitest';
import { hoursFor } from './HeldRow';

describe('hoursFor', () => {
  it.each([
    [1, 1000, 1],
    [1000, 1000, 1],
    [1001, 1000, 2],
    [5, 2, 3],
    [10_000, 1, 10_000],
  ])('%i calls at %i an hour are gone in %i hours', (count, limit, hours) => {
    expect(hoursFor(count, limit)).toBe(hours);
  });
});
