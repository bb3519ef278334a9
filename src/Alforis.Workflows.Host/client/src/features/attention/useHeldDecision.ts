import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIsStillMe } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { i18n } from '@/shared/i18n';
import { toast } from '@/shared/ui/toast';
import type { Held } from './queries';

type What = 'release' | 'discard';
type Decided = { what: What; done: number; notPermitted: number; isOver: boolean };

/** Lets held calls go, or gives them up. The server does it some thousands at a time and says whether there are more. */
export function useHeldDecision({ workflow_id }: Held, asOf: string) {
  const queries = useQueryClient();
  const isStillMe = useIsStillMe();
  const [decided, setDecided] = useState<Decided | null>(null);
  const run = async (what: What) => {
    let done = 0;
    setDecided({ what, done, notPermitted: 0, isOver: false });
    try {
      for (let isOver = false; !isOver; ) {
        const wanted = { params: { path: { workflow_id } }, body: { before: asOf } };
        const answer = await body(
          what === 'release'
            ? api.POST('/api/v1/attention/held/{workflow_id}/release', wanted)
            : api.POST('/api/v1/attention/held/{workflow_id}/discard', wanted),
        );
        done += answer.decided_count;
        // Where nothing was decided, only what may not be is left.
        isOver = !answer.has_more || answer.decided_count === 0 || !isStillMe();
        setDecided({ what, done, notPermitted: answer.not_permitted_count, isOver });
      }
      // The row goes with the last of them: what came of it is told where it stays.
      if (done > 0) toast.success(i18n.t(`attention.decided.${what}`, { count: done }));
    } catch (error) {
      // What was decided before stays so.
      setDecided(done > 0 ? { what, done, notPermitted: 0, isOver: true } : null);
      tellProblem(error);
    }
    await Promise.all(['attention', 'executions'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  return { decided, run };
}
