import type { Entry } from './queries';

const pages: Record<string, string> = { workflow: '/workflows', organisation: '/organisations', deal: '/deals' };

/** What something was done to, in a few words, and where it is seen. Who did something to themselves is not named twice. */
export function subjectOf(entry: Entry, names: Map<number, string>): { text: string | null; to: string | null } {
  const { subject_type: type, subject_id: id, action, user_id } = entry;
  const detail = (entry.detail ?? {}) as Record<string, unknown>;
  const named = [detail.name, detail.slug, detail.email, detail.permission].find((value) => typeof value === 'string' && value !== '');
  if (type === 'user' && id && id === user_id) return { text: null, to: null };
  const text = (type === 'user' && id ? names.get(id) : undefined) ?? (typeof named === 'string' ? named : id ? `#${id}` : null);
  const page = type && id && !action.endsWith('.delete') ? pages[type] : undefined;
  return { text, to: page ? `${page}/${id}` : null };
}
