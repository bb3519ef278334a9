/** The kinds of causes of failures, told by the beginnings and codes of the engine's errors. Texts are in `i18n/executions.ts` under `cause`. */
export const causeKinds = [
  'gone',
  'assignee',
  'mail_recipient',
  'mail_busy',
  'mail_refused',
  'mail_server',
  'webhook_refused',
  'webhook_away',
  'target',
  'permission',
  'host',
  'deleted',
  'cancelled',
  'value',
  'conditions',
  'unknown',
] as const;

export type CauseKind = (typeof causeKinds)[number];

const patterns: [RegExp, CauseKind][] = [
  [/WF2010|not allowed|may not|permission/i, 'permission'],
  [/cancelled by/i, 'cancelled'],
  [/workflow was deleted|workflow could not run/i, 'deleted'],
  [/no longer exists|does not exist any more|vanished/i, 'gone'],
  [/cannot be assigned|no (active )?user/i, 'assignee'],
  [/host has not answered|lease|given up before it had ended/i, 'host'],
  [/refused (a recipient|\d+ recipients)/i, 'mail_recipient'],
  [/mail server .*does not take the e-mail now|e-mail cannot be written/i, 'mail_busy'],
  [/mail server \S+ refused the e-mail/i, 'mail_refused'],
  [/mail server|smtp/i, 'mail_server'],
  [/webhook target|switched off/i, 'target'],
  [/answered (with )?(HTTP )?4\d\d|HTTP 4\d\d|Redirects are not followed/i, 'webhook_refused'],
  [
    /answered (with )?(HTTP )?5\d\d|HTTP 5\d\d|timed? ?out|did not answer|refused the connection|connection|resolve|TLS|certificate/i,
    'webhook_away',
  ],
  [/constraint|too long|not a valid|is not an? |cannot be (converted|read)|out of range/i, 'value'],
];

/** The likely cause of a failure. The error is the engine's own sentence, or a code. */
export function causeOf(error: string | null | undefined): CauseKind {
  if (!error) return 'unknown';
  return patterns.find(([pattern]) => pattern.test(error))?.[1] ?? 'unknown';
}
