import type { TargetTestAnswer } from './queries';

/** What stands in the way, by the codes by which the service says why there was no answer. */
const signs = {
  webhook_forbidden: 'guard',
  webhook_name_unknown: 'dns',
  webhook_insecure: 'tls',
  webhook_timeout: 'timeout',
  webhook_unreachable: 'unreachable',
} as const;

/** Why a test did not succeed, as the name of a sentence for people. */
export function troubleOf({ status, error_code }: Pick<TargetTestAnswer, 'status' | 'error_code'>) {
  if (status === null) return signs[error_code as keyof typeof signs] ?? 'other';
  if (status === 401 || status === 403 || status === 407) return 'credentials';
  if (status === 404 || status === 410) return 'missing';
  if (status >= 300 && status < 400) return 'moved';
  if (status === 408 || status === 429 || status >= 500) return 'busy';
  return status >= 400 ? 'refused' : 'other';
}
