import { ApiProblem } from '@/shared/api/problem';
import { errorSentence } from '@/shared/problems/words';

/** What the server says is wrong with one field. */
export function problemAt(error: unknown, pointer: string) {
  if (!(error instanceof ApiProblem)) return undefined;
  const wrong = error.errors.find((e) => e.pointer === pointer || e.pointer.startsWith(`${pointer}/`));
  return wrong && errorSentence(wrong);
}

/** Whether the server says of each mistake which field it is in. */
export const isAtFields = (error: unknown, pointers: string[]) =>
  error instanceof ApiProblem && error.errors.length > 0 && error.errors.every((e) => pointers.some((p) => e.pointer.startsWith(p)));
