import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { errorSentence } from '@/shared/problems/words';
import { ApiProblem } from './problem';
import { tellProblem } from './tellProblem';

/**
 * Puts what the server found wrong at the fields that it names (`errors[].pointer`), and the focus at the first of them.
 * What belongs to none of them is told apart. Fields are named as the members of the request are; those of others are given by `names`.
 */
export function putAtFields<Values extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<Values>,
  fields: readonly Path<Values>[],
  names: Record<string, Path<Values>> = {},
) {
  if (!(error instanceof ApiProblem)) {
    tellProblem(error);
    return;
  }
  const told = new Set<string>();
  let isLeft = error.errors.length === 0;
  for (const wrong of error.errors) {
    const member = wrong.pointer.split('/')[1] ?? '';
    const field = names[member] ?? fields.find((f) => f === member);
    if (!field) isLeft = true;
    else if (!told.has(field)) {
      setError(field, { type: 'server', message: errorSentence(wrong) }, { shouldFocus: told.size === 0 });
      told.add(field);
    }
  }
  if (isLeft) tellProblem(error);
}
