import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Execution, type ExecutionFilters, executionsQuery, newestQuery } from './queries';

/** What is listed stays where it is and takes the newest state; what is new waits until it is wanted. */
export function freshen(rows: Execution[], newest: Execution[]): { rows: Execution[]; fresh: number } {
  const byId = new Map(newest.map((e) => [e.id, e]));
  const known = new Set(rows.map((e) => e.id));
  const top = Math.max(0, ...rows.map((e) => Number(e.id)));
  return { rows: rows.map((e) => byId.get(e.id) ?? e), fresh: newest.filter((e) => !known.has(e.id) && Number(e.id) > top).length };
}

export function useExecutionList(filters: ExecutionFilters) {
  const queries = useQueryClient();
  const list = useInfiniteQuery(executionsQuery(filters));
  const newest = useQuery({ ...newestQuery(filters), enabled: list.data !== undefined });
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { rows, fresh } = useMemo(() => freshen(listed, newest.data?.items ?? []), [listed, newest.data]);
  const show = () => queries.resetQueries({ queryKey: executionsQuery(filters).queryKey });
  // Nothing can jump in an empty list.
  const isFirst = list.data !== undefined && listed.length === 0 && fresh > 0;
  const { refetch } = list;
  useEffect(() => {
    if (isFirst) void refetch();
  }, [isFirst, refetch]);
  return { list, rows, fresh: isFirst ? 0 : fresh, show };
}
