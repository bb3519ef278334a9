import type { i18n as I18n } from 'i18next';
import { ApiProblem, type ProblemError, troubleOf } from '@/shared/api/problem';
import { fieldLabel } from '@/shared/format/fields';
import { i18n } from '@/shared/i18n';
import { placeOf, settingName } from './place';

export type Arguments = Record<string, string | null | undefined>;

/** A mistake in the reader's language: what is wrong, what to do, where; and the server's own sentence, which is exact and English. */
export type Said = { title: string; cure: string | null; place: string | null; raw: string | null };

/** A text with what it names; null where there is no such text, or it names what is not known. */
function fill(key: string, known: Arguments): string | null {
  const text: unknown = i18n.getResource(i18n.language, 'translation', key);
  if (typeof text !== 'string') return null;
  const names = [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name as string);
  return names.every((name) => known[name]) ? String(i18n.t(key as 'diagnostic.meant', known as { meant: string })) : null;
}

const number = (text: string | null | undefined, language: string) =>
  text && /^-?\d+(\.\d+)?$/.test(text) ? new Intl.NumberFormat(language).format(Number(text)) : text;

const listed = (text: string | null | undefined, word: (name: string) => string) => text?.split(', ').map(word).join(', ');

/** `workflows:activate` as it is told in the table of roles. */
function permission(name: string, words: I18n) {
  const [resource = '', action = ''] = name.split(':');
  const [whose, what] = [`permission.resource.${resource}`, `permission.action.${action}`];
  if (!words.exists(whose) || !words.exists(what)) return name;
  return `${words.t(whose as 'permission.resource.deals')} › ${words.t(what as 'permission.action.read')}`;
}

function owner(code: string, name: string) {
  if (code === 'WF1203') return fieldLabel(name, i18n.language);
  const action = `action_type.${name}`;
  return i18n.exists(action) ? i18n.t(action as 'action_type.send_email') : settingName(name, i18n);
}

/** What a sentence names, as the reader knows it. */
function named({ code, arguments: given }: Pick<ProblemError, 'code' | 'arguments'>): Arguments {
  const known: Arguments = given ?? {};
  const kind = `diagnostic.kind.${known.kind}`;
  return {
    ...known,
    name: known.name && (code === 'WF1004' || code === 'WF1304' ? settingName(known.name, i18n) : known.name),
    owner: known.owner && owner(code, known.owner),
    kind: i18n.exists(kind) ? i18n.t(kind as 'diagnostic.kind.text') : known.kind,
    allowed: code === 'WF1305' ? listed(known.allowed, (name) => settingName(name, i18n)) : known.allowed,
    permission: listed(known.permission, (each) => permission(each, i18n)),
    min: number(known.min, i18n.language),
    max: number(known.max, i18n.language),
    seconds: number(known.seconds, i18n.language),
  };
}

const isDiagnostic = (code: string) => /^WF\d/.test(code);

/** A mistake in words. Of what there are no words for, the server's sentence. */
export function errorWords(error: ProblemError): Said {
  const known = named(error);
  const raw = [error.message, error.suggestion].filter(Boolean).join(' ');
  if (isDiagnostic(error.code)) {
    const at = `diagnostic.codes.${error.code}`;
    const title = fill(`${at}.said`, known) ?? fill(`${at}.title`, known);
    if (title === null) return { title: error.message, cure: error.suggestion ?? null, place: null, raw: null };
    const cure =
      fill('diagnostic.meant', { meant: known.meant }) ??
      [fill(`${at}.cure`, known), fill('diagnostic.allowed', known), fill('diagnostic.permission', known)].filter(Boolean).join(' ');
    const workflow = fill('diagnostic.workflow', known);
    return {
      title,
      cure,
      place: workflow ?? placeOf(error.code === 'WF2010' ? error.pointer.replace(/\/type$/, '') : error.pointer, i18n),
      raw: `${error.code} ${raw}`,
    };
  }
  const reason = error.reason ? fill(`problem.reasons.${error.reason}`, known) : null;
  if (reason) return { title: reason, cure: null, place: null, raw: null };
  const title = fill(`problem.codes.${error.code}.title`, known);
  if (title === null) return { title: error.message, cure: error.suggestion ?? null, place: null, raw: null };
  // Such a code says no more than that something is wrong with the value.
  if (error.code === 'invalid_value' || error.code === 'invalid_json') return { title, cure: null, place: null, raw };
  return { title, cure: fill(`problem.codes.${error.code}.cure`, known), place: null, raw: null };
}

const ended = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** A mistake as one text, as it stands below a field or in a toast. */
export function errorSentence(error: ProblemError): string {
  const { title, cure, place, raw } = errorWords(error);
  const text = place ? i18n.t('diagnostic.placed', { place, text: title }) : title;
  const more = cure ?? (isDiagnostic(error.code) ? null : raw);
  return more ? `${ended(text)} ${more}` : text;
}

/** An answer of refusal: what is wrong, and each mistake or what to do. */
export function problemWords(problem: ApiProblem): { title: string; more: string | null } {
  const known = named({ code: '', arguments: problem.arguments });
  const at = `problem.codes.${problem.code}`;
  const title = problem.code ? fill(`${at}.title`, known) : null;
  if (problem.errors.length > 0) return { title: title ?? problem.title, more: problem.errors.map(errorSentence).join('\n') };
  return title === null ? { title: problem.title, more: problem.detail } : { title, more: fill(`${at}.cure`, known) };
}

/** Why something did not succeed, in one text. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return i18n.t(`error.${troubleOf(error)}`);
  const [first] = error.errors;
  if (first) return errorSentence(first);
  const { title, more } = problemWords(error);
  return more ? `${ended(title)} ${more}` : title;
}
