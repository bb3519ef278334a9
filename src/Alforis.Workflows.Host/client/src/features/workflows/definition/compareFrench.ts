import { grammarOf } from './grammar';
import type { Noun, Value } from './types';

const g = grammarOf('fr');
const nul: Value = { kind: 'empty' };

/** `Montant dépasse 10 000 €` with its article: a rule in French. Values come with their quotation marks. */
export function compareFrench(noun: Noun, operator: string, given: Value = nul, isDate = false): string {
  const { feminine, plural } = noun;
  const the = g.the(noun);
  const verb = (one: string, many: string) => `${the} ${plural ? many : one}`;
  const is = verb('est', 'sont');
  const isNot = verb('n’est', 'ne sont');
  const agree = (word: string) => `${word}${feminine ? 'e' : ''}${plural ? 's' : ''}`;
  const filled = `${is} ${agree('renseigné')}`;
  const empty = `${isNot} pas ${agree('renseigné')}`;
  const say = (v: Value) => words(v, isDate);
  const any = (v: Value) => (v.kind === 'list' ? g.list(v.items.map(say), 'or') : say(v));
  const numbers = given.kind === 'number' || (given.kind === 'list' && given.items[0]?.kind === 'number');
  const amount = given.kind === 'amount' ? given.amount : null;
  switch (operator) {
    case '==':
      if (given.kind === 'empty') return empty;
      if (given.kind === 'field') return `${verb('est', 'sont')} ${plural ? 'identiques' : 'identique'} ${g.to(given.noun)}`;
      return numbers ? `${verb('vaut', 'valent')} ${any(given)}` : `${is} ${any(given)}`;
    case '!=':
      if (given.kind === 'empty') return filled;
      if (given.kind === 'field') return `${is} ${agree('différent')} ${g.of(given.noun)}`;
      return numbers ? `${verb('ne vaut', 'ne valent')} pas ${any(given)}` : `${isNot} pas ${any(given)}`;
    case 'in':
      if (given.kind === 'field') return `${verb('figure', 'figurent')} parmi ${g.the(given.noun)}`;
      return numbers ? `${verb('vaut', 'valent')} ${any(given)}` : `${is} ${any(given)}`;
    case 'not_in': {
      if (given.kind === 'field') return `${verb('ne figure', 'ne figurent')} pas parmi ${g.the(given.noun)}`;
      const items = given.kind === 'list' ? given.items : [given];
      const not = numbers ? verb('ne vaut', 'ne valent') : isNot;
      return items.length === 1 ? `${not} pas ${any(given)}` : `${not} ni ${items.map(say).join(' ni ')}`;
    }
    case '>':
    case '>=':
    case '<':
    case '<=':
      if (amount && amount.count !== 0) return `${the} ${ordered(operator, g.amount(amount), amount.count < 0, agree('passé'), plural)}`;
      if (isDate || amount || given.kind === 'date') {
        const not = { '>': null, '<': null, '>=': 'avant', '<=': 'après' }[operator];
        return not ? `${isNot} pas ${not} ${any(given)}` : `${is} ${operator === '>' ? 'après' : 'avant'} ${any(given)}`;
      }
      if (operator === '>') return `${verb('dépasse', 'dépassent')} ${any(given)}`;
      if (operator === '<=')
        return given.kind === 'field' ? `${verb('ne dépasse', 'ne dépassent')} pas ${any(given)}` : `${is} d’au plus ${any(given)}`;
      if (operator === '>=')
        return given.kind === 'field'
          ? `${verb('atteint ou dépasse', 'atteignent ou dépassent')} ${any(given)}`
          : `${is} d’au moins ${any(given)}`;
      return given.kind === 'field' ? `${is} en dessous ${g.of(given.noun)}` : `${is} en dessous de ${any(given)}`;
    case 'between':
      return `${is} entre ${g.list((given.kind === 'list' ? given.items : [given]).map(say))}`;
    case 'contains':
      return `${verb('contient', 'contiennent')} ${any(given)}`;
    case 'not_contains':
      return `${verb('ne contient', 'ne contiennent')} pas ${any(given)}`;
    case 'starts_with':
      return `${verb('commence', 'commencent')} par ${any(given)}`;
    case 'ends_with':
      return `${verb('finit', 'finissent')} par ${any(given)}`;
    case 'matches':
      return `${verb('correspond', 'correspondent')} à l’expression ${any(given)}`;
    case 'is_empty':
      return empty;
    case 'is_not_empty':
      return filled;
    case 'changed':
      return verb('a changé', 'ont changé');
    case 'changed_from':
      return `${verb('était', 'étaient')} ${any(given)} et ${plural ? 'ont' : 'a'} changé`;
    case 'changed_to':
      return `${verb('devient', 'deviennent')} ${any(given)}`;
    default:
      return `${verb('répond', 'répondent')} à ${g.quote(operator)}${given.kind === 'empty' ? '' : ` (${any(given)})`}`;
  }
}

function ordered(operator: string, time: string, isAgo: boolean, past: string, plural: boolean) {
  const go = plural ? ['remontent', 'ne remontent pas', 'sont'] : ['remonte', 'ne remonte pas', 'est'];
  if (isAgo)
    return {
      '<': `${go[0]} à plus de ${time}`,
      '<=': `${go[0]} à ${time} ou plus`,
      '>': `${go[1]} à ${time} ou plus`,
      '>=': `${go[1]} à plus de ${time}`,
    }[operator];
  return {
    '>': `${go[2]} dans plus de ${time}`,
    '>=': `${go[2]} dans ${time} ou plus`,
    '<': `${go[2]} ${past} ou dans moins de ${time}`,
    '<=': `${go[2]} ${past} ou dans ${time} au plus`,
  }[operator];
}

function words(value: Value, isDate: boolean): string {
  switch (value.kind) {
    case 'empty':
      return 'vide';
    case 'text':
    case 'number':
      return value.text;
    case 'date':
      return `le ${value.text}`;
    case 'field':
      return g.the(value.noun);
    case 'list':
      return g.list(value.items.map((item) => words(item, isDate)));
    case 'amount':
      if (value.amount.count === 0) return value.amount.unit === 'second' ? 'le moment présent' : 'aujourd’hui';
      return value.amount.count < 0 ? `il y a ${g.amount(value.amount)}` : `dans ${g.amount(value.amount)}`;
  }
}
