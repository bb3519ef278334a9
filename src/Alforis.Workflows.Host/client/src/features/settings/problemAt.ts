import { ApiProblem } from '@/shared/api/problem';

/** What the server says is wrong with one field. */
export const problemAt = (error: unknown, pointer: string) =>
  error instanceof ApiProblem ? error.errors.find((e) => e.pointer === pointer || e.pointer.startsWith(`${pointer}/`))?.message : undefined;

/** Whether the server says of each mistake which field it is in. */
export const isAtFields = (error: unknown, pointers: string[]) =>
  error instanceof ApiProblem && error.errors.length > 0 && error.errors.every((e) => pointers.some((p) => e.pointer.startsWith(p)));
