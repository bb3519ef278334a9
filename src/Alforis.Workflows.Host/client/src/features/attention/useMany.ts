import { useNumbers } from '@/shared/format/numbers';
import type { FailureGroup } from './queries';

/** How many failures a group has, as people write it; the server counts up to a bound. */
export function useMany() {
  const numbers = useNumbers();
  return ({ count, count_is_more }: Pick<FailureGroup, 'count' | 'count_is_more'>) =>
    count_is_more ? `${numbers.whole(count)}\u00a0+` : numbers.whole(count);
}
