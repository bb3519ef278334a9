import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive, useLiveMessage } from '@/shared/live/LiveProvider';
import { workflowQuery } from '../queries';
import { statisticsKey } from '../statistics/queries';

/** Keeps the executions of a workflow that is looked at fresh, by live messages. */
export function useWatchedExecutions(workflow: number) {
  const queries = useQueryClient();
  const { hub, isConnected } = useLive();
  useLiveMessage<{ workflow_id: number }>('Executions', (message) => {
    if (message.workflow_id !== workflow) return;
    void queries.invalidateQueries({ queryKey: ['executions'] });
    // Its definition, versions and history stay as they are.
    void queries.invalidateQueries({ queryKey: workflowQuery(workflow).queryKey, exact: true });
    void queries.invalidateQueries({ queryKey: statisticsKey(workflow) });
  });
  useEffect(() => {
    if (!hub || !isConnected) return undefined;
    void hub.invoke('WatchWorkflow', workflow).catch(() => {});
    return () => {
      void hub.invoke('UnwatchWorkflow', workflow).catch(() => {});
    };
  }, [hub, isConnected, workflow]);
}
