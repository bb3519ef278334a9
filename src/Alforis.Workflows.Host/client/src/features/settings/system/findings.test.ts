import { describe, expect, it } from 'vitest';
import { findings, type System } from './findings';

const now = '2026-03-02T12:00:00Z';
const host = (roles: string[], seen_at = now) => ({
  id: '0',
  name: 'alpha',
  process_id: 1,
  version: '1',
  roles,
  started_at: now,
  seen_at,
});
const all = ['api', 'dispatcher', 'worker', 'scheduler'];
const system = (change: Partial<System> = {}): System => ({
  version: '1',
  now,
  queue: { queued: 0, deferred: 0, parked: 0, oldest_due_age_seconds: null },
  hosts: [host(all)],
  next_firings: [],
  ...change,
});
const queue = (change: Partial<System['queue']>) => ({ queued: 1, deferred: 0, parked: 0, ...change });

describe('findings', () => {
  it('finds nothing when events are handled and every role is taken', () => {
    expect(findings(system({ queue: queue({ oldest_due_age_seconds: 3 }) }))).toEqual([]);
  });

  it.each<[string, Partial<System>, string[]]>([
    ['events wait', { queue: queue({ oldest_due_age_seconds: 180 }) }, ['waiting']],
    ['events were given up', { queue: queue({ parked: 2 }) }, ['parked']],
    ['nobody handles events', { hosts: [host(['api', 'worker', 'scheduler'])] }, ['no_dispatcher']],
    ['there is no host but the interface', { hosts: [host(['api'])] }, ['no_dispatcher', 'no_worker', 'no_scheduler']],
    ['a host is silent', { hosts: [host(all), host(all, '2026-03-02T11:59:00Z')] }, ['silent']],
  ])('says so when %s', (_, change, kinds) => {
    expect(findings(system(change)).map((f) => f.kind)).toEqual(kinds);
  });
});
