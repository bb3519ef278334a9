import type { settings as french } from '../fr/settings';

export const settings: typeof french = {
  settings: {
    sections: 'Parts of the settings',
    section: {
      webhooks: 'Webhook targets',
      hooks: 'Incoming webhooks',
      templates: 'E-mail templates',
      users: 'Users and roles',
      system: 'System status',
      audit: 'Audit trail',
      account: 'My account',
    },
    lead: {
      webhooks: 'The addresses that your workflows call.',
      hooks: 'The addresses by which other systems set off your workflows.',
      templates: 'The e-mails that your workflows send.',
      users: 'Who has access, and to what.',
      system: 'The queue, the hosts, and what the clock will fire.',
      audit: 'Who did what, and when.',
      account: 'Your name, your password, your sessions.',
    },
  },
};
