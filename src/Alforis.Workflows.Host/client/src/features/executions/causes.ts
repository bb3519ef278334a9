/** Why an action was not done, as the service tells it (docs/executions.md). Texts are in `i18n/executions.ts` under `cause`. */
export const failureCodes = [
  'entity_gone',
  'user_unavailable',
  'value_refused',
  'mail_not_set_up',
  'mail_recipient_refused',
  'mail_partly_sent',
  'mail_refused',
  'mail_busy',
  'mail_unreachable',
  'mail_timeout',
  'webhook_refused',
  'webhook_failing',
  'webhook_redirected',
  'webhook_name_unknown',
  'webhook_insecure',
  'webhook_unreachable',
  'webhook_timeout',
  'webhook_forbidden',
  'target_missing',
  'target_off',
  'target_unreadable',
  'host_lost',
  'workflow_deleted',
  'cancelled',
  'workflow_unusable',
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** The cause whose texts are shown. What an older or newer service says, or nobody knows, is `unknown`. */
export function causeOf(code: string | null | undefined): FailureCode | 'unknown' {
  return failureCodes.find((known) => known === code) ?? 'unknown';
}

const repeating: readonly string[] = ['mail_partly_sent', 'mail_timeout', 'webhook_timeout', 'host_lost'];

/** Whether what failed so may have been done all the same, and is done a second time by who tries it again. */
export const mayRepeat = (cause: FailureCode | 'unknown') => repeating.includes(cause);
