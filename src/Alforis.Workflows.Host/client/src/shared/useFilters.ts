import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

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
  return { get: (name: string) => params.get(name) ?? '', set, count: (names: string[]) => names.filter((n) => params.has(n)).length };
}

/** One of some values, or the first of them. */
export function oneOf<T extends string>(value: string, values: readonly T[], otherwise: T): T {
  return (values as readonly string[]).includes(value) ? (value as T) : otherwise;
}
