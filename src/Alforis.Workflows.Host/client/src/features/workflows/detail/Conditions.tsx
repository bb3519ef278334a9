import { useTranslation } from 'react-i18next';
import { ruleWords } from '../definition/conditions';
import { grammarOf } from '../definition/grammar';
import { nounOf } from '../definition/nouns';
import { readRule } from '../definition/read';
import { capital } from '../definition/schedules';
import type { Rule, Words } from '../definition/types';

/** Conditions as groups in groups, each with what it asks of those within. */
export function Conditions({ rule, words, isTop = false }: { rule: Rule; words: Words; isTop?: boolean }) {
  const { t } = useTranslation();
  const isElement = !rule.rules && (rule.operator === 'any' || rule.operator === 'all');
  if (!rule.rules && !isElement) return <p className="break-words">{capital(ruleWords(rule, words))}</p>;
  if (isElement) {
    const inner = readRule(rule.value);
    const title = `${t(rule.operator === 'any' ? 'words.element_any' : 'words.element_all')} (${grammarOf(words.language).the(nounOf(rule.field, words))})`;
    return <Group title={title} rules={inner ? [inner] : []} words={{ ...words, element: true }} />;
  }
  const rules = rule.rules ?? [];
  const [only] = rules;
  if (rule.operator === 'NOT') {
    const isNone = rules.length === 1 && only?.rules && only.operator === 'OR';
    const title = t(isNone ? 'words.none_of' : rules.length > 1 ? 'words.not_all' : 'words.not');
    return <Group title={title} rules={isNone ? (only.rules ?? []) : rules} words={words} />;
  }
  if (rules.length === 1 && only) return <Conditions rule={only} words={words} isTop={isTop} />;
  return <Group title={t(rule.operator === 'OR' ? 'words.any_of' : 'words.all_of')} rules={rules} words={words} isTop={isTop} />;
}

function Group({ title, rules, words, isTop = false }: { title: string; rules: Rule[]; words: Words; isTop?: boolean }) {
  return (
    <div className={isTop ? 'flex flex-col gap-2' : 'flex flex-col gap-2 rounded-lg bg-sunken p-3'}>
      <p className="text-xs font-medium text-muted">{title}</p>
      <ul className="flex flex-col gap-2 border-l-2 border-accent/40 pl-3">
        {rules.map((inner, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other identity, and the list never changes
          <li key={index} className="min-w-0">
            <Conditions rule={inner} words={words} />
          </li>
        ))}
      </ul>
    </div>
  );
}
