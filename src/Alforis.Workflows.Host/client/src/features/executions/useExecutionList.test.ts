import { describe, expect, it } from 'vitest';
import type { Execution } from './queries';
import { freshen } from './useExecutionList';

const run = (id: number, status = 'success') => ({ id, status }) as Execution;

describe('freshen', () => {
  it('keeps the rows in place, with how they stand now, and counts what is new', () => {
    const { rows, fresh } = freshen([run(3, 'running'), run(2)], [run(5), run(4), run(3), run(2)]);
    expect(rows.map((r) => [r.id, r.status])).toEqual([
      [3, 'success'],
      [2, 'success'],
    ]);
    expect(fresh).toBe(2);
  });

  it('does not count older ones that came into the part', () => expect(freshen([run(9), run(7)], [run(9), run(7), run(6)]).fresh).toBe(0));
});
