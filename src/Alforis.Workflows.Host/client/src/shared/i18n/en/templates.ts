import type { templates as french } from '../fr/templates';

export const templates: typeof french = {
  mailTemplates: {
    search: 'Search templates',
    active: 'Active',
    inactive: 'Off',
    none: 'No e-mail templates',
    none_hint: 'The templates that your workflows send appear here.',
    none_found: 'No template matches this search.',
  },
};
