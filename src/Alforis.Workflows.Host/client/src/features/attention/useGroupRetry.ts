import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIsStillMe } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { i18n } from '@/shared/i18n';
import { toast } from '@/shared/ui/toast';
import type { FailureGroup, Left } from './queries';

/** How far it is: how many go on, and how many are left as they are. */
export type Retried = { done: number; left: Left[]; isOver: boolean };

/** Has all failures of a group tried again. The server does it some thousands at a time and says where to go on. */
export function useGroupRetry(group: FailureGroup, asOf: string) {
  const queries = useQueryClient();
  const isStillMe = useIsStillMe();
  const [retried, setRetried] = useState<Retried | null>(null);
  const run = async () => {
    let done = 0;
    let left: Left[] = [];
    setRetried({ done, left, isOver: false });
    try {
      for (let after: string | null | undefined = null, isFirst = true; isFirst || (after && isStillMe()); isFirst = false) {
        const wanted = { workflow_id: group.workflow_id, cause_key: group.cause_key, before: asOf, days: 7, ...(after ? { after } : {}) };
        const answer: { retried_count: number; left: Left[]; next?: string | null } = await body(
          api.POST('/api/v1/attention/retry', { body: wanted }),
        );
        done += answer.retried_count;
        left = addUp(left, answer.left);
        after = answer.next;
        setRetried({ done, left, isOver: !after });
      }
      // The row goes with its last failure: what came of it is told where it stays.
      if (done > 0) toast.success(i18n.t('attention.retried', { count: done }));
    } catch (error) {
      // What was retried before stays so.
      setRetried(done > 0 ? { done, left, isOver: true } : null);
      tellProblem(error);
    }
    await Promise.all(['attention', 'executions'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  return { retried, run };
}

/** What was left, by reason. */
export function addUp(before: Left[], more: Left[]): Left[] {
  const counts = new Map(before.map((l) => [l.reason, l.count]));
  for (const { reason, count } of more) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}
