import { compareEnglish } from './compareEnglish';
import { compareFrench } from './compareFrench';
import { grammarOf } from './grammar';
import { isFrench, nounOf, partsOf } from './nouns';
import { readRule } from './read';
import type { Rule, Words } from './types';
import { isDate, valueFrom } from './values';

const opposites: Record<string, string> = {
  '==': '!=',
  in: 'not_in',
  contains: 'not_contains',
  is_empty: 'is_not_empty',
};
for (const [one, other] of Object.entries(opposites)) opposites[other] = one;

/** One rule as a clause: `le montant dépasse 10 000 €`. */
export function ruleWords(rule: Rule, w: Words): string {
  const french = isFrench(w);
  const { operator, field, value } = rule;
  if (operator === 'any' || operator === 'all') return elementWords(rule, w);
  if (field.endsWith('is_active') && typeof value === 'boolean' && (operator === '==' || operator === '!=')) {
    const owner = nounOf(field.split('.').slice(0, -1).join('.') || (w.entity ?? 'it'), w);
    const holds = value === (operator === '==');
    const { the } = grammarOf(w.language);
    return french
      ? `${the(owner)} est ${holds ? (owner.feminine ? 'active' : 'actif') : owner.feminine ? 'inactive' : 'inactif'}`
      : `${the(owner)} is ${holds ? 'active' : 'inactive'}`;
  }
  const compare = french ? compareFrench : compareEnglish;
  const clause = compare(nounOf(field, w), operator, valueFrom(value, field, w), isDate(field, w));
  if (rule.ignoreCase) return `${clause} ${french ? '(sans tenir compte des majuscules)' : '(whatever the case)'}`;
  return comparesBefore(rule, w) ? withPronoun(clause, field, w) : clause;
}

/** Whether a field is compared with what it was itself. */
function comparesBefore({ field, value }: Rule, w: Words) {
  const other = (value as { field?: unknown } | null | undefined)?.field;
  return (
    typeof other === 'string' && other.startsWith('previous.') && nounOf(other.slice('previous.'.length), w).text === nounOf(field, w).text
  );
}

/** `dépasse celui d’avant le changement` instead of the name again. */
function withPronoun(clause: string, field: string, w: Words) {
  const { the, of, to } = grammarOf(w.language);
  const noun = nounOf(field, w);
  const before = nounOf(`previous.${partsOf(field, w.entity).at(-1)}`, w);
  if (!isFrench(w)) return clause.replace(the(before), noun.plural ? 'what they were before the change' : 'what it was before the change');
  const one = noun.plural ? (noun.feminine ? 'celles' : 'ceux') : noun.feminine ? 'celle' : 'celui';
  const pronoun = `${one} d’avant le changement`;
  return clause.replace(of(before), `de ${pronoun}`).replace(to(before), `à ${pronoun}`).replace(the(before), pronoun);
}

function elementWords({ operator, field, value }: Rule, w: Words) {
  const { of } = grammarOf(w.language);
  const inner = readRule(value);
  const clause = inner ? clauseOf(inner, { ...w, element: true }, false) : '…';
  if (isFrench(w))
    return operator === 'any'
      ? `au moins un élément ${of(nounOf(field, w))} est tel que (${clause})`
      : `tous les éléments ${of(nounOf(field, w))} sont tels que (${clause})`;
  return `${operator === 'any' ? 'at least one element' : 'every element'} ${of(nounOf(field, w))} is such that (${clause})`;
}

/** A rule or group as one clause; a group inside of another stands in brackets. */
export function clauseOf(rule: Rule, w: Words, isNested = false): string {
  if (!rule.rules) return ruleWords(rule, w);
  if (rule.operator === 'NOT') return exceptWords(rule, w);
  const [only] = rule.rules;
  if (rule.rules.length === 1 && only) return clauseOf(only, w, isNested);
  const clauses = rule.rules.map((inner) => clauseOf(inner, w, true));
  const text = grammarOf(w.language).list(clauses, rule.operator === 'OR' ? 'or' : 'and');
  return isNested ? `(${text})` : text;
}

function exceptWords(rule: Rule, w: Words): string {
  const [only] = rule.rules ?? [];
  const opposite = rule.rules?.length === 1 && only && !only.rules ? opposites[only.operator] : undefined;
  if (only && opposite) return ruleWords({ ...only, operator: opposite }, w);
  const inner = clauseOf({ ...rule, operator: 'AND' }, w);
  return isFrench(w) ? `le cas suivant est exclu\u00a0: (${inner})` : `this is not the case: (${inner})`;
}

/** All conditions behind `if`: what must not hold comes last, behind `unless`. */
export function conditionWords(rule: Rule | null, w: Words): string | null {
  if (!rule) return null;
  const french = isFrench(w);
  const [wanted, except] = split(rule);
  const parts = [];
  if (wanted.length > 0)
    parts.push(`${french ? 'si' : 'if'} ${clauseOf({ operator: 'AND', field: '', ignoreCase: false, rules: wanted }, w)}`);
  for (const group of except) parts.push(`${french ? 'sauf si' : 'unless'} ${clauseOf({ ...group, operator: 'AND' }, w)}`);
  return parts.join(', ').replace(/^si il(s?) /, 's’il$1 ');
}

function split(rule: Rule): [Rule[], Rule[]] {
  const rules = rule.rules && rule.operator !== 'NOT' && (rule.operator !== 'OR' || rule.rules.length === 1) ? rule.rules : [rule];
  return [rules.filter((r) => r.operator !== 'NOT'), rules.filter((r) => r.operator === 'NOT')];
}
