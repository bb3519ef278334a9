import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useMany } from './useMany';

it.each([
  [{ count: 12, count_is_more: false }, '12'],
  [{ count: 10_000, count_is_more: false }, '10 000'],
  [{ count: 10_000, count_is_more: true }, '10 000 +'],
])('writes %j as %s', (group, expected) => {
  const { result } = renderHook(() => useMany());
  expect(result.current(group).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(expected);
});
