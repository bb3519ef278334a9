import type { problems as french } from '../fr/problems';

/** What the server refuses, by the code of its answer; and what is wrong with a value, by the rule that it breaks. */
export const problems: typeof french = {
  problem: {
    codes: {
      invalid_request: {
        title: 'The request contains a mistake',
        cure: 'Correct what is named, then try again.',
      },
      invalid_definition: {
        title: 'The definition cannot be used',
        cure: 'Correct the mistakes below, then try again.',
      },
      not_activated: {
        title: 'The workflow cannot be active',
        cure: 'Correct the following, then activate it again.',
      },
      nothing_imported: {
        title: 'Nothing was imported',
        cure: 'Correct the mistakes, then import again.',
      },
      cannot_run: {
        title: 'The workflow cannot run',
        cure: 'Open it to see what stands in the way.',
      },
      invalid_template: {
        title: 'This e-mail template cannot be sent',
        cure: 'Correct the mistakes that are shown.',
      },
      not_signed_in: {
        title: 'You are not signed in any more',
        cure: 'Sign in again.',
      },
      wrong_credentials: {
        title: 'E-mail and password do not belong together',
        cure: 'Check both; the account may be disabled, or locked for some minutes after too many tries.',
      },
      wrong_password: {
        title: 'The password is not right',
        cure: 'Check it; after too many tries the account is locked for some minutes.',
      },
      totp_required: {
        title: 'A one-time code is asked for',
        cure: 'Enter the code of your authenticator, or a recovery code.',
      },
      totp_invalid: {
        title: 'The code is not good',
        cure: 'Wait for the next one, and check the clock of your device.',
      },
      refresh_invalid: {
        title: 'Your session has ended',
        cure: 'Sign in again.',
      },
      forbidden: {
        title: 'You may not do this',
        cure: 'You need the permission “{{permission}}”. An administrator can give you a role that has it.',
      },
      forbidden_to_all: {
        title: 'Nobody may do this',
        cure: 'This action is not open.',
      },
      run_forbidden: {
        title: 'You may not run this workflow',
        cure: 'It does something that you may not do by hand. Ask somebody who may.',
      },
      retry_forbidden: {
        title: 'You may not retry this execution',
        cure: 'The workflow does something that you may not do by hand. Ask somebody who may.',
      },
      role_not_held: {
        title: 'You may not touch this role',
        cure: 'Nobody gives a role that they do not have, or changes an account that has one; ask an administrator.',
      },
      csrf_invalid: {
        title: 'The request could not be verified',
        cure: 'Load the page again, then try again.',
      },
      cross_origin: {
        title: 'This connection is not allowed',
        cure: 'Open the application at its usual address.',
      },
      not_found: {
        title: 'Not found',
        cure: 'It does not exist, or was deleted meanwhile.',
      },
      no_address: {
        title: 'There is no such address',
        cure: 'Check the address.',
      },
      method_not_allowed: {
        title: 'This cannot be done here',
        cure: 'Load the page again, then try again.',
      },
      wrong_host: {
        title: 'This address is not served here',
        cure: 'Open the application at its usual address, or tell your administrator.',
      },
      name_taken: {
        title: 'The name is taken',
        cure: 'Another workflow is called “{{name}}”. Choose another name.',
      },
      email_taken: {
        title: 'The address is taken',
        cure: 'Another account has it, perhaps a disabled one.',
      },
      target_taken: {
        title: 'There is a target of this name already',
        cure: 'Choose another name, or change that target.',
      },
      hook_taken: {
        title: 'This address is taken',
        cure: 'There is an incoming webhook “{{name}}” already. Choose another name.',
      },
      template_taken: {
        title: 'Another e-mail template has this name',
        cure: 'Choose another name; upper and lower case are the same.',
      },
      needed: {
        title: 'This record is still needed',
        cure: 'Delete its deals first, or set it inactive.',
      },
      target_needed: {
        title: 'Active workflows call this target',
        cure: 'Deactivate them first: {{names}}.',
      },
      template_needed: {
        title: 'Active workflows could not send this template any more',
        cure: 'Change or deactivate them first.',
      },
      target_off: {
        title: 'The target is switched off',
        cure: 'Switch it on first.',
      },
      too_many_secrets: {
        title: 'There are {{max}} secrets already',
        cure: 'End the older ones first.',
      },
      subscription: {
        title: 'This workflow belongs to a webhook target',
        cure: 'Change the target in Settings › Webhook targets.',
      },
      template_not_run: {
        title: 'A template is never run',
        cure: 'Make a workflow of it.',
      },
      key_used: {
        title: 'This request was sent before with other contents',
        cure: 'Load the page again, then try again.',
      },
      event_waiting: {
        title: 'The event has not been given up',
        cure: 'It waits in the queue and will be handled.',
      },
      event_handled: {
        title: 'The event has been handled',
        cure: 'Replaying it would act twice.',
      },
      event_lost: {
        title: 'The event is lost',
        cure: 'The log has it no more: it cannot be replayed.',
      },
      not_failed: {
        title: 'This execution has not failed',
        cure: 'Only failed executions can be retried.',
      },
      event_gone: {
        title: 'Its event is gone',
        cure: 'The execution cannot be retried any more.',
      },
      workflow_gone: {
        title: 'Its workflow was deleted',
        cure: 'The execution cannot be retried any more.',
      },
      waiting: {
        title: 'This execution waits for its turn',
        cure: 'There is nothing to retry.',
      },
      finished: {
        title: 'This execution is finished',
        cure: 'There is nothing to cancel any more.',
      },
      not_begun: {
        title: 'This execution has not begun yet',
        cure: 'Try again when it has.',
      },
      totp_unavailable: {
        title: 'One-time codes are not available here',
        cure: 'Whoever runs the server has to set up encryption keys first.',
      },
      totp_enabled: {
        title: 'Codes are asked for already',
        cure: 'Disable them first.',
      },
      totp_not_begun: {
        title: 'The setup has expired',
        cure: 'Begin again.',
      },
      own_account: {
        title: 'This is your own account',
        cure: 'Use “My account”, which asks for your password.',
      },
      own_account_disabled: {
        title: 'You cannot disable your own account',
        cure: 'Ask another administrator.',
      },
      last_administrator: {
        title: 'Nobody could administrate any more',
        cure: 'This is the last active administrator: give somebody else the role first.',
      },
      changed_meanwhile: {
        title: 'Somebody else has changed this meanwhile',
        cure: 'Load the page again to see it as it is now, then make your change again.',
      },
      too_large: {
        title: 'This is too large',
        cure: 'At most {{max}} KB are taken.',
      },
      not_json: {
        title: 'The format is not right',
        cure: 'Only JSON in UTF-8 is taken.',
      },
      unreadable: {
        title: 'The request cannot be read',
        cure: 'Load the page again, then try again.',
      },
      too_many_requests: {
        title: 'Too many requests',
        cure: 'Try again in {{seconds}} s.',
      },
      failed: {
        title: 'Something went wrong on the server',
        cure: 'It is not your fault. Try again; if it happens again, tell your administrator.',
      },
      database_away: {
        title: 'The database does not answer',
        cure: 'Try again in a moment.',
      },
      secrets_away: {
        title: 'A secret cannot be used at the moment',
        cure: 'Tell your administrator: the server’s log says what to do.',
      },
      took_too_long: {
        title: 'The answer took too long',
        cure: 'Ask for less, such as a shorter period, or try again later.',
      },
      invalid_value: {
        title: 'This value cannot be used',
        cure: 'Check it.',
      },
      invalid_json: {
        title: 'This value cannot be read',
        cure: 'Check it.',
      },
      weak_password: {
        title: 'This password is too easy to guess',
        cure: 'Take at least {{min}} characters, not the same ones again and again, and not your e-mail address.',
      },
      range: {
        title: 'This value is not allowed',
        cure: 'Check it.',
      },
    },
    reasons: {
      required: 'This is needed.',
      blank: 'This must not be blank.',
      not_null: 'This is needed.',
      min_length: 'At least {{min}} characters.',
      max_length: 'At most {{max}} characters.',
      min_items: 'Choose at least {{min}}.',
      max_items: 'At most {{max}} elements.',
      least: 'It must be at least {{min}}.',
      most: 'It must be at most {{max}}.',
      range: 'It must be from {{min}} to {{max}}.',
      choice: 'This is none of the choices.',
      characters: 'The text has a character that cannot be stored.',
      email: 'Write an e-mail address such as anne@example.org.',
      role: 'There is no such role.',
      time_zone: 'There is no such time zone; an example is Europe/Paris.',
      country_code: 'Write the country’s two capital letters, such as FR.',
      language: 'Write a language such as fr or fr-FR.',
      locale: 'There is no such locale; an example is fr-FR.',
      unknown_id: 'There is no such record, or not any more.',
      unknown_user: 'There is no such user, or they are disabled.',
      other_organisation: 'This deal is of another organisation.',
      person_name: 'At most {{max}} characters, on one line.',
      target_name: '1 to 200 characters, and no space at its ends.',
      slug: '1 to 100 lower-case letters without accents, digits, hyphens and underscores; begins with a letter or digit.',
      url: 'This address cannot be called. Write a whole one, such as https://example.org/webhook, without a user name or password.',
      headers: 'A header cannot be used: one name a line, without accents, and none that the server writes itself.',
      future: 'Choose a moment in the future.',
      type: 'The value is of the wrong type.',
      unknown_member: 'This is not known.',
      wrong_entity: 'Choose the record to run the workflow for.',
    },
  },
};
