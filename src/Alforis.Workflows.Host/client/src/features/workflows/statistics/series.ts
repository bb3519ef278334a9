import type { Day, Mark } from './queries';

/** What a day's bar is made of, from the bottom up. */
export const series = [
  { name: 'success', key: 'success_count', colour: 'var(--success)', swatch: 'bg-success' },
  { name: 'failed', key: 'failed_count', colour: 'var(--danger)', swatch: 'bg-danger' },
  { name: 'cancelled', key: 'cancelled_count', colour: 'var(--warning)', swatch: 'bg-warning' },
  { name: 'skipped', key: 'skipped_count', colour: 'var(--line-strong)', swatch: 'bg-line-strong' },
] as const;

export type SeriesName = (typeof series)[number]['name'];

/** What to show at first: all, but what was skipped where it would leave no room for the rest. */
export function shownAtFirst(days: Day[]): SeriesName[] {
  const executed = days.reduce((sum, d) => sum + d.success_count + d.failed_count + d.cancelled_count, 0);
  const skipped = days.reduce((sum, d) => sum + d.skipped_count, 0);
  return series.map((s) => s.name).filter((name) => name !== 'skipped' || executed === 0 || skipped <= 4 * executed);
}

/** Marks by their day (UTC), as the counters' days are. */
export function marksByDay(marks: Mark[]) {
  const days = new Map<string, Mark[]>();
  for (const mark of marks) {
    const day = new Date(mark.at).toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), mark]);
  }
  return days;
}

/** A day without its time zone: it is the same day everywhere. */
export const dayName = (day: string, language: string, style: 'short' | 'long' = 'short') =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: style === 'short' ? 'short' : 'long',
    ...(style === 'long' && { weekday: 'long' as const }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
