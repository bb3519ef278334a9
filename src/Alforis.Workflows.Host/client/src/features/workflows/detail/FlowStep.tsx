import { Clock, RotateCw, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/shared/ui/Badge';
import { actionWords } from '../definition/actions';
import { durationWords } from '../definition/grammar';
import { capital } from '../definition/schedules';
import type { Step, Words } from '../definition/types';
import { ActionIcon } from './ActionIcon';
import { Conditions } from './Conditions';
import { StepDetails } from './StepDetails';

/** One step: what it waits for, what it does, and under which condition. */
export function FlowStep({ step, words }: { step: Step; words: Words }) {
  const { t } = useTranslation();
  const time = (text: unknown) => durationWords(text, words.language);
  const { retry } = step;
  return (
    <li className="flex flex-col gap-2">
      {step.delay && (
        <p className="flex items-center gap-2 py-1 pl-2.5 text-muted">
          <Clock aria-hidden className="size-4 shrink-0" />
          {t('words.after', { time: time(step.delay) })}
        </p>
      )}
      <div className="flex gap-3 rounded-lg border bg-canvas p-3">
        <ActionIcon type={step.type} />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <p className="pt-1 font-medium break-words">{capital(actionWords(step, words))}</p>
          {step.when && (
            <div className="flex flex-col gap-1">
              <p className="text-xs font-medium text-muted">{t('words.only_if')}</p>
              <Conditions rule={step.when} words={words} />
            </div>
          )}
          {(step.continues || retry) && (
            <div className="flex flex-wrap gap-2">
              {step.continues && (
                <Badge title={t('words.continues_hint')} className="whitespace-normal!">
                  <ShieldCheck aria-hidden />
                  {t('words.continues')}
                </Badge>
              )}
              {retry && (
                <Badge className="whitespace-normal!">
                  <RotateCw aria-hidden className="shrink-0" />
                  {[
                    t('words.retry', { attempts: retry.attempts ?? 3 }),
                    retry.wait && t('words.retry_wait', { wait: time(retry.wait) }),
                    retry.most_wait && t('words.retry_most', { wait: time(retry.most_wait) }),
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </Badge>
              )}
            </div>
          )}
          <StepDetails step={step} words={words} />
        </div>
      </div>
    </li>
  );
}
