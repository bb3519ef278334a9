import { Clock, Filter, ListChecks, type LucideIcon, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/shared/ui/Card';
import { durationWords } from '../definition/grammar';
import { readPlan } from '../definition/read';
import { capital } from '../definition/schedules';
import { sentenceOf, wordsOf } from '../definition/sentence';
import { triggerWords } from '../definition/triggers';
import type { Definition } from '../definition/types';
import { TriggerIcon } from '../TriggerIcon';
import { Conditions } from './Conditions';
import { FlowStep } from './FlowStep';
import { Sentence } from './Sentence';

/** A workflow as a sentence, and from top to bottom: when, if, then. Read-only. */
export function Flow({ definition, level = 'h2' }: { definition: Definition; level?: 'h2' | 'h3' }) {
  const { t, i18n } = useTranslation();
  const plan = readPlan(definition);
  const words = wordsOf(t, i18n.language, plan.entity);
  const Heading = level;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Card className="flex flex-col gap-2 p-4">
        <Heading className="text-xs font-semibold tracking-wide text-muted uppercase">{t('words.sentence')}</Heading>
        <Sentence text={sentenceOf(definition, t, i18n.language)} />
      </Card>
      <ol className="flex flex-col">
        <Stage icon={Zap} title={t('detail.when')} level={level}>
          <p className="flex items-start gap-2 font-medium">
            <span className="mt-0.5">
              <TriggerIcon trigger={plan.trigger} />
            </span>
            <span className="min-w-0 break-words">{capital(triggerWords(plan, words).replace(/^(Quand|When) /, ''))}</span>
          </p>
        </Stage>
        <Stage icon={Filter} title={t('detail.if')} level={level}>
          {plan.conditions ? <Conditions rule={plan.conditions} words={words} isTop /> : <p className="text-muted">{t('detail.always')}</p>}
        </Stage>
        <Stage icon={ListChecks} title={t('detail.do')} level={level} isLast>
          {plan.delay && (
            <p className="flex items-center gap-2 pl-2.5 text-muted">
              <Clock aria-hidden className="size-4 shrink-0" />
              {t('words.waits', { time: durationWords(plan.delay, words.language) })}{' '}
              {plan.rechecks && plan.conditions && t('words.rechecks')}
            </p>
          )}
          <ol className="flex flex-col gap-3">
            {plan.steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an action has no other identity, and the list never changes
              <FlowStep key={index} step={step} words={words} />
            ))}
          </ol>
        </Stage>
      </ol>
    </div>
  );
}

type StageProps = { icon: LucideIcon; title: string; level: 'h2' | 'h3'; isLast?: boolean; children: ReactNode };

function Stage({ icon: Icon, title, level: Heading, isLast = false, children }: StageProps) {
  return (
    <li className="flex gap-3 sm:gap-4">
      <div aria-hidden className="flex flex-col items-center">
        <span className="accent-gradient flex size-9 shrink-0 items-center justify-center rounded-full text-white">
          <Icon className="size-4.5" />
        </span>
        {!isLast && <span className="w-px flex-1 bg-line" />}
      </div>
      <Card className="mb-5 flex min-w-0 flex-1 flex-col gap-3 p-4 text-sm">
        <Heading className="text-xs font-semibold tracking-wide text-muted uppercase">{title}</Heading>
        {children}
      </Card>
    </li>
  );
}
