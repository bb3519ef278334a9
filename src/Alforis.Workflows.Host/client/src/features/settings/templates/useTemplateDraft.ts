import { useEffect, useRef, useState } from 'react';
import { useMe } from '@/features/auth/session';
import { ApiProblem, type ProblemError } from '@/shared/api/problem';
import { tellProblem } from '@/shared/api/tellProblem';
import { changesOf, type Draft, draftOf, emptyDraft, members } from './draft';
import { forget, keep, keptOf } from './kept';
import { type Stored, useChangeTemplate, useCreateTemplate } from './queries';

/** What is written, what is stored, and the way from the one to the other. What comes of a save is told also when the editor was left meanwhile. */
export function useTemplateDraft(opened: Stored | null, key: string) {
  const user = useMe().id;
  const [kept] = useState(() => keptOf(user, key));
  const [stored, setStored] = useState({
    draft: opened ? draftOf(opened.template) : emptyDraft,
    version: kept?.version || opened?.version || '',
  });
  const [draft, setWritten] = useState(kept?.draft ?? stored.draft);
  const [errors, setErrors] = useState<ProblemError[]>([]);
  const [isConflict, setConflict] = useState(false);
  const change = useChangeTemplate(opened?.template.id ?? 0);
  const create = useCreateTemplate();
  const isDirty = Object.keys(changesOf(draft, stored.draft)).length > 0;

  const latest = useRef<{ isDirty: boolean; draft: Draft; version: string }>({ isDirty, draft, version: stored.version });
  latest.current = { isDirty, draft, version: stored.version };
  const isDiscarded = useRef(false);
  useEffect(
    () => () => {
      if (latest.current.isDirty && !isDiscarded.current) keep(user, key, latest.current);
      else forget(user, key);
    },
    [user, key],
  );
  /** Nothing is kept of it. */
  const discard = () => {
    isDiscarded.current = true;
    forget(user, key);
  };
  /** What is wrong with a member is not said any more when that is written anew. */
  const setDraft = (next: Draft) => {
    setWritten(next);
    setErrors((before) => before.filter((e) => !members.some((m) => e.pointer === `/${m}` && next[m] !== draft[m])));
  };
  const take = (next: Stored) => {
    setStored({ draft: draftOf(next.template), version: next.version });
    setWritten(draftOf(next.template));
    setErrors([]);
    setConflict(false);
  };
  const refuse = (problem: unknown) => {
    if (!(problem instanceof ApiProblem)) return tellProblem(problem);
    if (problem.status === 412) return setConflict(true);
    const placed = problem.errors.filter((e) => members.some((m) => e.pointer === `/${m}`));
    const isNameTaken = problem.status === 409 && problem.errors.length === 0;
    setErrors(isNameTaken ? [{ code: problem.code ?? 'template_taken', pointer: '/name', message: problem.title }] : placed);
    if (!isNameTaken && placed.length < Math.max(problem.errors.length, 1)) tellProblem(problem);
  };
  const save = async (onSaved: (id: number) => void, over?: string) => {
    const sent = draft;
    try {
      if (opened) {
        const next = await change.mutateAsync({
          change: over ? sent : changesOf(sent, stored.draft),
          version: over ?? stored.version,
        });
        const saved = draftOf(next.template);
        // Whoever left meanwhile finds no draft of what is saved.
        if (keptOf(user, key)?.draft === sent) forget(user, key);
        // What was typed while it was on its way is not lost.
        setStored({ draft: saved, version: next.version });
        setErrors([]);
        setConflict(false);
        onSaved(next.template.id);
      } else {
        const made = await create.mutateAsync(sent);
        const typed = latest.current.draft;
        discard();
        if (Object.keys(changesOf(typed, sent)).length > 0) keep(user, String(made.id), { draft: typed, version: '' });
        onSaved(made.id);
      }
    } catch (problem) {
      refuse(problem);
    }
  };
  return {
    draft,
    setDraft,
    isDirty,
    isRestored: kept !== null && !kept.isFresh,
    errors,
    isConflict,
    closeConflict: () => setConflict(false),
    take,
    save: (onSaved: (id: number) => void, over?: string) => void save(onSaved, over),
    discard,
    isSaving: change.isPending || create.isPending,
  };
}
