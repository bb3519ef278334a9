import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIsStillMe } from '@/features/auth/session';
import { ApiProblem } from '@/shared/api/problem';
import { sentenceOf } from '@/shared/problems/words';

export type Progress = { done: number; total: number; refused: string[]; isOver: boolean };

/** Does the same for many things, one after the other, and tells how far it is. What the server refuses does not stop the rest; a server that is away does. */
export function useInTurn(act: (id: number) => Promise<unknown>, changes: string[]) {
  const queries = useQueryClient();
  const isStillMe = useIsStillMe();
  const [progress, setProgress] = useState<Progress | null>(null);
  const run = async (ids: number[]) => {
    const refused: string[] = [];
    let done = 0;
    const tell = (isOver: boolean) => setProgress({ done, total: ids.length, refused: [...refused], isOver });
    tell(false);
    for (const id of ids) {
      if (!isStillMe()) break;
      try {
        await act(id);
        done++;
      } catch (error) {
        refused.push(sentenceOf(error));
        if (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 429) break;
      }
      tell(false);
    }
    tell(true);
    await Promise.all(changes.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  return { progress, run };
}
