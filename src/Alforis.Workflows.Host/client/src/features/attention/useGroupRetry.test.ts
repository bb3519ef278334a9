import { describe, expect, it } from 'vitest';
import { addUp } from './useGroupRetry';

describe('addUp', () => {
  it('adds what several answers left, by reason', () => {
    const first = [{ reason: 'event_gone', count: 2 }];
    expect(addUp(addUp([], first), [{ reason: 'not_permitted', count: 1 }, ...first])).toEqual([
      { reason: 'event_gone', count: 4 },
      { reason: 'not_permitted', count: 1 },
    ]);
  });
});
