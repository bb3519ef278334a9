import { useTranslation } from 'react-i18next';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';
import { causeOf } from '../causes';
import { EntityLink } from '../EntityLink';
import { FailureText } from '../FailureText';
import { OutcomeBadge, OutcomeIcon } from '../outcome';
import { ActionSummary } from './ActionSummary';
import { ConditionTree } from './ConditionTree';
import { conditionTree } from './conditions';
import { Fold } from './Payload';
import { type Attempt, attemptsOf, type Step, type Story } from './types';

const took = (attempts: Attempt[]) =>
  attempts.reduce((sum, a) => sum + (a.completed_at ? Date.parse(a.completed_at) - Date.parse(a.started_at) : 0), 0);

/** The steps from top to bottom, with all that became of them. */
export function StepTimeline({ story }: { story: Story }) {
  const { t } = useTranslation();
  const steps = story.actions as Step[];
  const attempts = attemptsOf(steps, story.attempts);
  return (
    <Card>
      <h2 className="border-b px-5 py-3.5 font-semibold">{t('execution.steps')}</h2>
      {story.wakes_at && (
        <p className="border-b px-5 py-3 text-sm">
          {t('story.waits')} <Moment value={story.wakes_at} style="full" />
        </p>
      )}
      {steps.length === 0 && <p className="p-5 text-sm text-muted">{t('execution.no_steps')}</p>}
      <ol>
        {steps.map((step) => (
          <StepItem key={step.id} step={step} attempts={attempts.get(step.id) ?? []} />
        ))}
      </ol>
    </Card>
  );
}

function StepItem({ step, attempts }: { step: Step; attempts: Attempt[] }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const when = Array.isArray(step.when) ? conditionTree(null, step.when) : null;
  const first = attempts[0];
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 border-b px-5 py-4 last:border-b-0">
      <OutcomeIcon status={step.status} className="mt-0.5" />
      <div className="flex min-w-0 flex-col gap-2 text-sm">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 className="text-base font-medium">
            {t(`action_type.${step.type}` as 'action_type.add_tag')} <span className="text-sm font-normal text-muted">{step.id}</span>
          </h3>
          <OutcomeBadge status={step.status} />
        </div>
        {(first || step.target || step.next_attempt_at) && (
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
            {step.target && (
              <span>
                {t('story.target')} <EntityLink type={step.target.entity_type} id={step.target.entity_id} />
              </span>
            )}
            {first && <Moment value={first.started_at} style="full" />}
            {first && <span className="tabular">{numbers.duration(took(attempts))}</span>}
            {attempts.length > 1 && <span>{t('story.attempts', { count: attempts.length })}</span>}
            {step.next_attempt_at && (
              <span>
                {t('story.next_attempt')} <Moment value={step.next_attempt_at} />
              </span>
            )}
          </p>
        )}
        {step.status !== 'not_run' && <ActionSummary step={step} />}
        {step.error && (
          <div className="flex flex-col gap-1">
            <FailureText error={step.error} code={step.error_code} className="text-danger" />
            {causeOf(step.error_code) !== 'unknown' && (
              <p className="text-xs break-words text-muted" lang="en">
                {step.error}
              </p>
            )}
          </div>
        )}
        {when && (
          <div className="rounded-lg bg-sunken p-3">
            <p className="mb-2 text-xs text-muted">{t('story.when')}</p>
            <ConditionTree tree={when} />
          </div>
        )}
        {attempts.length > 1 && <Attempts attempts={attempts} />}
        {step.settings && <Fold title={t('story.settings')} value={step.settings} />}
        {step.result && <Fold title={t('story.result')} value={step.result} />}
      </div>
    </li>
  );
}

function Attempts({ attempts }: { attempts: Attempt[] }) {
  const { t } = useTranslation();
  return (
    <ol className="flex flex-col gap-2 border-l pl-4" aria-label={t('execution.attempts')}>
      {attempts.map((attempt) => (
        <li key={`${attempt.step_id}-${attempt.attempt}`} className="text-xs">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{t('execution.attempt', { number: attempt.attempt })}</span>
            <OutcomeBadge status={attempt.outcome} />
            <Moment value={attempt.started_at} style="full" />
          </span>
          {attempt.error && <FailureText error={attempt.error} code={attempt.error_code} className="mt-1 block break-words text-muted" />}
        </li>
      ))}
    </ol>
  );
}
