import type { ProblemError } from '@/shared/api/problem';

/** What is written in the editor. */
export type Draft = { name: string; description: string; subject: string; html: string; text: string };

export const members = ['name', 'description', 'subject', 'html', 'text'] as const;

export const emptyDraft: Draft = { name: '', description: '', subject: '', html: '', text: '' };

export const draftOf = (template: Draft): Draft => ({
  name: template.name,
  description: template.description,
  subject: template.subject,
  html: template.html,
  text: template.text,
});

/** What a draft changes: only that is sent. */
export const changesOf = (draft: Draft, stored: Draft): Partial<Draft> =>
  Object.fromEntries(members.filter((m) => draft[m] !== stored[m]).map((m) => [m, draft[m]]));

/** The name of a copy that no other template bears. Names are the same whatever their case. */
export function copyName(name: string, taken: string[]) {
  const known = new Set(taken.map((n) => n.toLowerCase()));
  for (let count = 2; ; count++) {
    const copy = `${name.slice(0, 190)}_${count}`;
    if (!known.has(copy.toLowerCase())) return copy;
  }
}

/** Puts words in the place of what is chosen in a text; the cursor stands behind them. */
export function insertAt(text: string, words: string, start: number, end: number) {
  return { text: text.slice(0, start) + words + text.slice(end), cursor: start + words.length };
}

/** What is wrong with one member of the template. */
export const mistakesOf = (errors: ProblemError[], member: string) => errors.filter((e) => e.pointer === `/${member}`);

/** Where a line and column, both from 1, are in a text. */
export function placeOf(text: string, line: number, column: number) {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}
