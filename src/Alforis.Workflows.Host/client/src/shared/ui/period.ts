export const presets = ['today', '7d', '30d'] as const;

const dayText = /^\d{4}-\d{2}-\d{2}$/;
const twoDigits = (n: number) => String(n).padStart(2, '0');

/** A day as the address has it, by the reader's calendar. */
export const toDay = (date: Date) => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;

/** The reader's midnight at which a day begins; `null` for what is no day. */
export function fromDay(text: string): Date | null {
  if (!dayText.test(text)) return null;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

const plus = (date: Date, days: number) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);

/** What a period in the address (`7d`, or `2026-01-05..2026-01-09`) is in moments; the last day counts whole. Nothing for what is none. */
export function momentsOf(period: string, now: Date): { from?: string; to?: string } {
  const today = plus(now, 0);
  if (period === 'today') return { from: today.toISOString() };
  if (period === '7d') return { from: plus(today, -6).toISOString() };
  if (period === '30d') return { from: plus(today, -29).toISOString() };
  const [first, last] = period.split('..').map(fromDay);
  return first && last && first <= last ? { from: first.toISOString(), to: plus(last, 1).toISOString() } : {};
}
