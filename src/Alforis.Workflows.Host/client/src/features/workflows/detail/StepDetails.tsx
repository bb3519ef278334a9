import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { maskedSetting } from '@/shared/format/secrets';
import { dueWords, personWords } from '../definition/actions';
import { grammarOf } from '../definition/grammar';
import { nounOf } from '../definition/nouns';
import { listOf } from '../definition/read';
import { capital } from '../definition/schedules';
import { templateWords } from '../definition/templates';
import type { Step, Words } from '../definition/types';

const people = new Set(['to', 'cc', 'bcc', 'reply_to', 'assigned_to', 'user_id', 'user', 'recipients']);
const choices: Record<string, string> = {
  priority: 'crm.priority',
  severity: 'crm.notification',
  activity_type: 'crm.activity',
  strategy: 'words.strategy',
  role: 'words.role',
  entity_type: 'entity',
};

/** All settings of a step, folded away until somebody asks; what is secret in those of a call is not among them. */
export function StepDetails({ step, words }: { step: Step; words: Words }) {
  const { t } = useTranslation();
  const settings = Object.entries(step.settings).filter(([, value]) => value !== null);
  if (settings.length === 0) return null;
  return (
    <details className="group">
      <summary className="flex w-fit list-none items-center gap-1 rounded text-xs font-medium text-muted hover:text-ink">
        <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
        {t('words.details')}
      </summary>
      <dl className="mt-2 grid gap-x-4 gap-y-0.5 sm:grid-cols-[8rem_1fr] sm:gap-y-1.5">
        {settings.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{t(`words.setting.${name}` as 'words.setting.to', { defaultValue: name })}</dt>
            <dd className="mb-1.5 min-w-0 break-words whitespace-pre-line sm:mb-0">
              <Setting name={name} value={step.type === 'call_webhook' ? maskedSetting([name], value) : value} step={step} words={words} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Setting({ name, value, step, words }: { name: string; value: unknown; step: Step; words: Words }): ReactNode {
  const { t } = useTranslation();
  const text = (one: unknown) => templateWords(String(one), words);
  if (people.has(name)) return capital(grammarOf(words.language).list(listOf(value).map((one) => personWords(one, words))));
  if (name in choices) return t(`${choices[name]}.${String(value).toLowerCase()}` as 'crm.priority.low', { defaultValue: text(value) });
  if (name === 'due_date' || name === 'due_days') return capital(dueWords({ [name]: value }, words) ?? text(value));
  if (name === 'field') return capital(nounOf(String(value), words).text);
  if (name === 'template') return <Way to="/settings/templates">{text(value)}</Way>;
  if (name === 'target' && step.type === 'call_webhook') return <Way to="/settings/webhooks">{text(value)}</Way>;
  if (name === 'html') return <Code>{text(value)}</Code>;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.map(text).join(', ');
  if (typeof value === 'object') return <Code>{templateWords(JSON.stringify(value, null, 2), words)}</Code>;
  return text(value);
}

function Way({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="rounded text-accent-strong underline underline-offset-2">
      {children}
    </Link>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <pre className="rounded-lg bg-sunken p-2.5 font-mono text-xs break-words whitespace-pre-wrap">{children}</pre>;
}
