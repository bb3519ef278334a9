import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import { useLiveMessage } from '@/shared/live/LiveProvider';

const key = ['attention', 'summary'];
const minute = 60_000;
const soon = 5_000;

/** How much needs attention, beside the way to its page. */
export function AttentionBadge() {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: key, queryFn: () => body(api.GET('/api/v1/attention/summary', {})), refetchInterval: minute });
  // Live messages may come many a second.
  const look = () => {
    if (Date.now() - (queries.getQueryState(key)?.dataUpdatedAt ?? 0) > soon) void queries.invalidateQueries({ queryKey: key });
  };
  useLiveMessage('WorkflowsChanged', look);
  useLiveMessage('Executions', look);
  if (!data || data.count === 0) return null;
  return (
    <span className="tabular ml-auto min-w-5 rounded-full bg-danger px-1.5 text-center text-xs leading-5 font-semibold text-surface">
      {data.count > 99 ? '99+' : data.count}
    </span>
  );
}
