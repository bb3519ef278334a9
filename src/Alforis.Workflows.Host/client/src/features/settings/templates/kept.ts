import type { Draft } from './draft';

type Kept = {
  draft: Draft;
  version: string;
  /** Nobody has left it yet. */
  isFresh?: boolean;
};

/** What the copy of a template is called in the address. */
export const copyKey = (template: number) => `copy-${template}`;

export const isCopyKey = (id: string) => /^copy-\d+$/.test(id);

/**
 * Drafts that were left by a way which nobody could be asked on (the browser's back button, the search, the end of the session): they are there when their user opens the template
 * again, and no other user of the same browser sees them.
 */
const drafts = new Map<string, Kept>();

const keyOf = (user: number, id: string) => `${user} ${id}`;

export const keep = (user: number, id: string, draft: Kept) => drafts.set(keyOf(user, id), draft);

export const forget = (user: number, id: string) => drafts.delete(keyOf(user, id));

export const keptOf = (user: number, id: string) => drafts.get(keyOf(user, id)) ?? null;
