import type { search as french } from '../fr/search';

export const search: typeof french = {
  search: {
    open: 'Search',
    hint: 'Organisation, deal, workflow, page…',
    pages: 'Pages',
    none: 'Nothing matches “{{words}}”.',
    partly: 'Part of the search failed.',
    found_one: '{{count}} result',
    found_other: '{{count}} results',
    keys: 'Arrows to move, Enter to open, Escape to close',
  },
};
