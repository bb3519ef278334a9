import { useFilters } from '@/shared/useFilters';

/** Which two versions are compared, as the address has it: `compare=2-5`. */
export function useCompared() {
  const filters = useFilters();
  const found = /^([1-9]\d{0,8})-([1-9]\d{0,8})$/.exec(filters.get('compare'));
  return {
    compared: found && ([Number(found[1]), Number(found[2])] as const),
    compare: (from: number, to: number) => filters.set({ compare: `${from}-${to}` }, found !== null),
    end: () => filters.set({ compare: null }, true),
  };
}
