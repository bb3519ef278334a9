import type { TargetTestAnswer } from './queries';

/** What stands in the way, of the words by which the service says why there was no answer. */
const signs = [
  ['guard', /may be called|and not called\./],
  ['dns', /no server of the name/],
  ['tls', /^No secure connection/],
  ['timeout', /did not answer within/],
  ['unreachable', /cannot be reached/],
] as const;

/** Why a test did not succeed, as the name of a sentence for people. */
export function troubleOf({ status, error }: Pick<TargetTestAnswer, 'status' | 'error'>) {
  if (status === null) return signs.find(([, sign]) => sign.test(error ?? ''))?.[0] ?? 'other';
  if (status === 401 || status === 403 || status === 407) return 'credentials';
  if (status === 404 || status === 410) return 'missing';
  if (status >= 300 && status < 400) return 'moved';
  if (status === 408 || status === 429 || status >= 500) return 'busy';
  return status >= 400 ? 'refused' : 'other';
}
