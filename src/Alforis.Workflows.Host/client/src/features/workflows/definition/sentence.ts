import type { TFunction } from 'i18next';
import { actionWords } from './actions';
import { conditionWords } from './conditions';
import { durationWords } from './grammar';
import { isFrench } from './nouns';
import { readPlan } from './read';
import { triggerWords } from './triggers';
import type { Definition, Step, Words } from './types';

export const wordsOf = (t: TFunction, language: string, entity: string | null): Words => ({
  t,
  language: language.startsWith('fr') ? 'fr' : 'en',
  entity,
});

/** A workflow as a sentence: when, if, then. */
export function sentenceOf(definition: Definition, t: TFunction, language: string): string {
  const plan = readPlan(definition);
  const w = wordsOf(t, language, plan.entity);
  const french = isFrench(w);
  const steps = plan.steps.map((step) => stepWords(step, w));
  if (plan.delay) {
    const wait = `${french ? 'attendre' : 'wait'} ${durationWords(plan.delay, w.language)}`;
    const again = french ? ' et vérifier à nouveau les conditions' : ' and check the conditions again';
    steps.unshift(['', plan.rechecks && plan.conditions ? wait + again : wait]);
  }
  const parts = [triggerWords(plan, w)];
  const conditions = conditionWords(plan.conditions, w);
  if (conditions) parts.push(conditions);
  if (steps.length > 0) {
    const then = plan.trigger === 'scheduled' && !conditions ? '' : french ? 'alors ' : 'then ';
    parts.push(then + joined(steps, french));
  }
  return `${parts.join(', ')}.`;
}

/** Steps one behind the other; a comma before what a step waits for. */
const joined = (steps: [string, string][], french: boolean) =>
  steps
    .map(([before, action], index) => {
      const next = index === 0 ? '' : french ? ', puis' : ', then';
      return before ? `${next && `${next}, `}${before}, ${action}` : `${next && `${next} `}${action}`;
    })
    .join('');

function stepWords(step: Step, w: Words): [string, string] {
  const french = isFrench(w);
  const before: string[] = [];
  if (step.delay) before.push(`${french ? 'après' : 'after'} ${durationWords(step.delay, w.language)}`);
  const when = conditionWords(step.when, w);
  if (when) before.push(when);
  return [before.join(french ? ' et ' : ' and '), actionWords(step, w)];
}
