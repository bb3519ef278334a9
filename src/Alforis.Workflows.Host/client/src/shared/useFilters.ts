import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** The API has no pages beyond. */
const mostSkipped = 100_000;

/** Filters that live in the address, so that they survive navigation, reloading and being sent to somebody. A new filter begins at the first page. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (changes: Record<string, string | null>, replace = false) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (!('skip' in changes)) next.delete('skip');
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  const setSkip = useCallback((skip: number) => set({ skip: skip === 0 ? null : String(skip) }), [set]);
  return {
    get: (name: string) => params.get(name) ?? '',
    set,
    count: (names: string[]) => names.filter((n) => params.has(n)).length,
    /** How much of the list is before the page that is shown. */
    skip: Math.min(mostSkipped, Math.max(0, Number.parseInt(params.get('skip') ?? '', 10) || 0)),
    setSkip,
  };
}

/** One of some values, or the first of them. */
export function oneOf<T extends string>(value: string, values: readonly T[], otherwise: T): T {
  return (values as readonly string[]).includes(value) ? (value as T) : otherwise;
}
