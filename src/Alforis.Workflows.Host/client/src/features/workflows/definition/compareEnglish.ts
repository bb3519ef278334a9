import { grammarOf } from './grammar';
import type { Noun, Value } from './types';

const g = grammarOf('en');

/** `The amount is more than €10,000`: a rule in English. Values come with their quotation marks. */
export function compareEnglish(noun: Noun, operator: string, given: Value = { kind: 'empty' }, isDate = false): string {
  const the = g.the(noun);
  const verb = (one: string, many: string) => `${the} ${noun.plural ? many : one}`;
  const is = verb('is', 'are');
  const any = (v: Value) => (v.kind === 'list' ? g.list(v.items.map(words), 'or') : words(v));
  const amount = given.kind === 'amount' && given.amount.count !== 0 ? given.amount : null;
  const dates = isDate || given.kind === 'date' || given.kind === 'amount';
  const plain: Record<string, string> = {
    '==': given.kind === 'empty' ? `${is} not set` : `${is} ${given.kind === 'field' ? 'the same as ' : ''}${any(given)}`,
    '!=': given.kind === 'empty' ? `${is} set` : `${is} ${given.kind === 'field' ? 'different from ' : 'not '}${any(given)}`,
    in: `${is} ${given.kind === 'field' ? 'among ' : ''}${any(given)}`,
    not_in: `${is} not ${given.kind === 'field' ? 'among ' : ''}${any(given)}`,
    '>': `${is} ${dates ? 'after' : 'more than'} ${any(given)}`,
    '>=': `${is} ${dates ? 'not before' : 'at least'} ${any(given)}`,
    '<': `${is} ${dates ? 'before' : 'less than'} ${any(given)}`,
    '<=': `${is} ${dates ? 'not after' : 'at most'} ${any(given)}`,
    between: `${is} between ${g.list((given.kind === 'list' ? given.items : [given]).map(words))}`,
    contains: `${verb('contains', 'contain')} ${any(given)}`,
    not_contains: `${verb('does', 'do')} not contain ${any(given)}`,
    starts_with: `${verb('starts', 'start')} with ${any(given)}`,
    ends_with: `${verb('ends', 'end')} with ${any(given)}`,
    matches: `${verb('matches', 'match')} the expression ${any(given)}`,
    is_empty: `${is} not set`,
    is_not_empty: `${is} set`,
    changed: `${verb('has', 'have')} changed`,
    changed_from: `${verb('was', 'were')} ${any(given)} and ${noun.plural ? 'have' : 'has'} changed`,
    changed_to: `${verb('becomes', 'become')} ${any(given)}`,
  };
  if (amount && ['>', '>=', '<', '<='].includes(operator)) {
    const time = g.amount(amount);
    if (amount.count < 0)
      return `${is} ${{ '<': 'more than', '<=': 'at least', '>': 'less than', '>=': 'at most' }[operator]} ${time} ago${operator.startsWith('>') ? ' or to come' : ''}`;
    return `${is} ${{ '>': 'more than', '>=': 'at least', '<': 'past or less than', '<=': 'past or at most' }[operator]} ${time} away`;
  }
  return plain[operator] ?? `${verb('meets', 'meet')} ${g.quote(operator)}${given.kind === 'empty' ? '' : ` (${any(given)})`}`;
}

function words(value: Value): string {
  switch (value.kind) {
    case 'empty':
      return 'empty';
    case 'text':
    case 'number':
    case 'date':
      return value.text;
    case 'field':
      return g.the(value.noun);
    case 'list':
      return g.list(value.items.map(words));
    case 'amount':
      if (value.amount.count === 0) return value.amount.unit === 'second' ? 'now' : 'today';
      return value.amount.count < 0 ? `${g.amount(value.amount)} ago` : `${g.amount(value.amount)} from now`;
  }
}
