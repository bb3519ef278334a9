import type { components } from '@/shared/api/schema';

export type System = components['schemas']['SystemAnswer'];

export type Finding =
  | { kind: 'waiting'; seconds: number }
  | { kind: 'no_dispatcher' | 'no_worker' | 'no_scheduler' }
  | { kind: 'silent'; names: string[] }
  | { kind: 'parked'; count: number };

/** An event is handled within moments; one that is due for longer waits for something. */
const longWait = 30;
/** A host says every ten seconds that it is there. */
const longSilence = 35_000;

/** What is not as it should be, the worst first; nothing when all is well. */
export function findings({ queue, hosts, now }: System): Finding[] {
  const found: Finding[] = [];
  const hasRole = (role: string) => hosts.some((host) => host.roles.includes(role));
  if ((queue.oldest_due_age_seconds ?? 0) >= longWait) found.push({ kind: 'waiting', seconds: queue.oldest_due_age_seconds ?? 0 });
  if (!hasRole('dispatcher')) found.push({ kind: 'no_dispatcher' });
  if (!hasRole('worker')) found.push({ kind: 'no_worker' });
  if (!hasRole('scheduler')) found.push({ kind: 'no_scheduler' });
  const silent = hosts.filter((host) => isSilent(host.seen_at, now)).map((host) => host.name);
  if (silent.length > 0) found.push({ kind: 'silent', names: silent });
  if (queue.parked > 0) found.push({ kind: 'parked', count: queue.parked });
  return found;
}

/** Whether a host has not been heard of for longer than it may be silent. */
export const isSilent = (seen: string, now: string) => Date.parse(now) - Date.parse(seen) > longSilence;
