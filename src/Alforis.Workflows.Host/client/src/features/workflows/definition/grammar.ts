import type { Amount, Language, Noun, Unit } from './types';

const vowel = /^[aeiouyàâéèêëîïôûœ]/i;
const elides = (text: string) => vowel.test(text);

/** Small words that depend on what follows: articles, lists, quotation marks, amounts of time. */
type Grammar = {
  the: (noun: Noun) => string;
  of: (noun: Noun) => string;
  to: (noun: Noun) => string;
  quote: (text: string) => string;
  list: (items: string[], word?: 'and' | 'or') => string;
  amount: (amount: Amount) => string;
};

const join = (items: string[], word: string) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;

const frenchUnits: Record<Unit, [string, string]> = {
  second: ['seconde', 'secondes'],
  minute: ['minute', 'minutes'],
  hour: ['heure', 'heures'],
  day: ['jour', 'jours'],
  week: ['semaine', 'semaines'],
  month: ['mois', 'mois'],
  year: ['an', 'ans'],
  business_day: ['jour ouvré', 'jours ouvrés'],
};

const french: Grammar = {
  the: (n) => (n.plural ? `les ${n.text}` : elides(n.text) ? `l’${n.text}` : `${n.feminine ? 'la' : 'le'} ${n.text}`),
  of: (n) => (n.plural ? `des ${n.text}` : elides(n.text) ? `de l’${n.text}` : `${n.feminine ? 'de la' : 'du'} ${n.text}`),
  to: (n) => (n.plural ? `aux ${n.text}` : elides(n.text) ? `à l’${n.text}` : `${n.feminine ? 'à la' : 'au'} ${n.text}`),
  quote: (text) => `«\u00a0${text}\u00a0»`,
  list: (items, word = 'and') => join(items, word === 'and' ? 'et' : 'ou'),
  amount: ({ count, unit }) => `${Math.abs(count)}\u00a0${frenchUnits[unit][Math.abs(count) < 2 ? 0 : 1]}`,
};

const english: Grammar = {
  the: (n) => `the ${n.text}`,
  of: (n) => `of the ${n.text}`,
  to: (n) => `to the ${n.text}`,
  quote: (text) => `“${text}”`,
  list: (items, word = 'and') => join(items, word),
  amount: ({ count, unit }) => `${Math.abs(count)} ${unit.replace('_', ' ')}${Math.abs(count) === 1 ? '' : 's'}`,
};

export const grammarOf = (language: Language) => (language === 'fr' ? french : english);

const form = /^\s*([+-]?)\s*(\d+)\s+(business\s+)?(second|minute|hour|day|week|month|year)s?\s*$/i;

/** `-30 days` as a number and a unit; null where it is none. */
export function readAmount(text: unknown): Amount | null {
  const found = typeof text === 'string' ? form.exec(text) : null;
  if (!found) return null;
  const unit = found[3] ? 'business_day' : (found[4]?.toLowerCase() as Unit);
  return { count: Number(found[2]) * (found[1] === '-' ? -1 : 1), unit };
}

/** A length of time in words; one that nobody understands stays as it is. */
export function durationWords(text: unknown, language: Language) {
  const amount = readAmount(text);
  return amount ? grammarOf(language).amount(amount) : String(text);
}
