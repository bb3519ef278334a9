import { useEffect, useRef, useState } from 'react';
import { ApiProblem, type ProblemError } from '@/shared/api/problem';
import { tellProblem } from '@/shared/api/tellProblem';
import { changesOf, type Draft, draftOf, emptyDraft, members } from './draft';
import { forget, keep, keptOf } from './kept';
import { type Stored, useChangeTemplate, useCreateTemplate } from './queries';

/** What is written, what is stored, and the way from the one to the other. */
export function useTemplateDraft(opened: Stored | null) {
  const key = opened ? String(opened.template.id) : 'new';
  const [kept] = useState(() => keptOf(key));
  const [stored, setStored] = useState({
    draft: opened ? draftOf(opened.template) : emptyDraft,
    version: kept?.version || opened?.version || '',
  });
  const [draft, setDraft] = useState(kept?.draft ?? stored.draft);
  const [errors, setErrors] = useState<ProblemError[]>([]);
  const [isConflict, setConflict] = useState(false);
  const change = useChangeTemplate(opened?.template.id ?? 0);
  const create = useCreateTemplate();
  const isDirty = Object.keys(changesOf(draft, stored.draft)).length > 0;

  const left = useRef<{ isDirty: boolean; draft: Draft; version: string }>({ isDirty, draft, version: stored.version });
  left.current = { isDirty, draft, version: stored.version };
  const isDiscarded = useRef(false);
  useEffect(
    () => () => {
      if (left.current.isDirty && !isDiscarded.current) keep(key, left.current);
      else forget(key);
    },
    [key],
  );
  /** Nothing is kept of it. */
  const discard = () => {
    isDiscarded.current = true;
    forget(key);
  };
  const take = (next: Stored) => {
    setStored({ draft: draftOf(next.template), version: next.version });
    setDraft(draftOf(next.template));
    setErrors([]);
    setConflict(false);
  };
  const refuse = (problem: unknown) => {
    if (!(problem instanceof ApiProblem)) return tellProblem(problem);
    if (problem.status === 412) return setConflict(true);
    const placed = problem.errors.filter((e) => members.some((m) => e.pointer === `/${m}`));
    const isNameTaken = problem.status === 409 && problem.errors.length === 0;
    setErrors(isNameTaken ? [{ code: 'conflict', pointer: '/name', message: problem.title }] : placed);
    if (!isNameTaken && placed.length === 0) tellProblem(problem);
  };
  const save = (onSaved: (id: number) => void, over?: string) => {
    if (opened)
      change.mutate(
        { change: over ? draft : changesOf(draft, stored.draft), version: over ?? stored.version },
        {
          onSuccess: (next) => {
            // What was typed while it was on its way is not lost.
            setStored({ draft: draftOf(next.template), version: next.version });
            setErrors([]);
            setConflict(false);
            onSaved(next.template.id);
          },
          onError: refuse,
        },
      );
    else
      create.mutate(draft, {
        onSuccess: (made) => {
          discard();
          onSaved(made.id);
        },
        onError: refuse,
      });
  };
  return {
    draft,
    setDraft,
    isDirty,
    isRestored: kept !== null && !kept.isCopy,
    errors,
    isConflict,
    closeConflict: () => setConflict(false),
    take,
    save,
    discard,
    isSaving: change.isPending || create.isPending,
  };
}
