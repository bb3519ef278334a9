import { describe, expect, it } from 'vitest';
import { i18n } from '@/shared/i18n';
import { causeKinds, causeOf } from './causes';

describe('causeOf', () => {
  it.each([
    ['task (create_task): The task cannot be assigned. There is no user 7.', 'assignee'],
    ['tag (add_tag): The deal 12 no longer exists.', 'gone'],
    ['mail (send_email): The mail server smtp:25 refused a recipient: a@b.example: 550 unknown.', 'mail_recipient'],
    ['mail (send_email): The mail server smtp:25 refused the e-mail: 554 spam.', 'mail_refused'],
    ['mail (send_email): The mail server smtp:25 cannot be reached: Connection refused.', 'mail_server'],
    ['mail (send_email): The mail server smtp:25 does not take the e-mail now: 421.', 'mail_busy'],
    ["call (call_webhook): The webhook target 'erp' is switched off.", 'target'],
    ['call (call_webhook): https://erp.example answered 500.', 'webhook_away'],
    ['Its host has not answered 3 times while it was under way; it is not tried again.', 'host'],
    ['Its workflow was deleted.', 'deleted'],
    ['something new', 'unknown'],
    [null, 'unknown'],
  ])('%s is of the kind %s', (error, kind) => expect(causeOf(error)).toBe(kind));

  it.each(causeKinds)('%s has its texts', (kind) => {
    for (const part of ['what', 'why', 'do'] as const) expect(i18n.exists(`cause.${kind}.${part}`)).toBe(true);
  });
});
