import type { Draft } from './draft';

export type Kept = { draft: Draft; version: string; isCopy?: boolean };

/** Drafts that were left by a way which nobody could be asked on (the browser's back button, the search): they are there when the template is opened again. */
const drafts = new Map<string, Kept>();

export const keep = (id: string, draft: Kept) => drafts.set(id, draft);

export const forget = (id: string) => drafts.delete(id);

export const keptOf = (id: string) => drafts.get(id) ?? null;
