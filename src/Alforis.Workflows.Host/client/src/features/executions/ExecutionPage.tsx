import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { JsonView } from 'react-json-view-lite';
import 'react-json-view-lite/dist/index.css';
import { Link, useParams } from 'react-router';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { cn } from '@/shared/ui/cn';
import { PageTitle } from '@/shared/ui/PageTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';
import { OutcomeBadge } from './outcome';
import { executionQuery, useCancelExecution, useRetryExecution } from './queries';

type Rule = { path: string; operator: string; expected?: unknown; actual?: unknown; holds: boolean | null };
type Step = {
  id: string;
  type: string;
  status: string;
  settings?: object;
  result?: object;
  error?: string;
  attempts?: number;
  when?: Rule[];
};
type Change = { field: string; before: unknown; after: unknown };

const text = (value: unknown): string =>
  value === undefined || value === null ? '—' : typeof value === 'string' ? value : JSON.stringify(value);

export function ExecutionPage() {
  const { id, eid } = useParams();
  const { t } = useTranslation();
  const may = useMay();
  const numbers = useNumbers();
  const story = useQuery(executionQuery(Number(id), Number(eid)));
  const retry = useRetryExecution();
  const cancel = useCancelExecution();
  if (story.isPending) return <LoadingRows />;
  if (story.isError) return <ErrorState error={story.error} onRetry={() => void story.refetch()} />;
  const { execution, event, attempts } = story.data;
  const steps = story.data.actions as Step[];
  const rules = story.data.conditions as Rule[];
  const changes = (event?.changes ?? []) as Change[];
  const isOpen = execution.status === 'pending' || execution.status === 'running';
  return (
    <>
      <nav aria-label={t('nav.main')} className="-mb-3 text-sm">
        <Link
          to={`/workflows/${execution.workflow_id}?tab=executions`}
          className="rounded text-muted underline-offset-2 hover:text-ink hover:underline"
        >
          {execution.workflow_name}
        </Link>
      </nav>
      <PageTitle
        title={t('execution.title', { id: execution.id })}
        lead={
          <span className="flex flex-wrap items-center gap-3">
            <OutcomeBadge status={execution.status} />
            <Moment value={execution.created_at} style="full" />
            {typeof execution.duration_ms === 'number' && <span className="tabular">{numbers.duration(execution.duration_ms)}</span>}
            {execution.entity_type && (
              <span>
                {t(`entity.${execution.entity_type}` as 'entity.deal')} {execution.entity_id}
              </span>
            )}
          </span>
        }
        actions={
          <>
            {execution.status === 'failed' && may('executions:retry') && (
              <Button
                look="primary"
                busy={retry.isPending}
                onClick={() => retry.mutate(execution.id, { onSuccess: () => toast.success(t('execution.retried')), onError: tellProblem })}
              >
                {t('execution.retry')}
              </Button>
            )}
            {isOpen && may('executions:cancel') && (
              <Button
                look="danger"
                busy={cancel.isPending}
                onClick={() =>
                  cancel.mutate(execution.id, { onSuccess: () => toast.success(t('execution.cancelled')), onError: tellProblem })
                }
              >
                {t('execution.cancel')}
              </Button>
            )}
          </>
        }
      />
      {execution.error && (
        <div role="alert" className="rounded-xl bg-danger-soft p-4 text-sm text-danger">
          <p className="font-medium">{t('execution.error')}</p>
          <p className="mt-1 break-words">{execution.error}</p>
        </div>
      )}
      <div className="grid gap-6 lg:grid-cols-[1fr_22rem]">
        <Card className="self-start">
          <h2 className="border-b px-5 py-3.5 font-semibold">{t('execution.steps')}</h2>
          {steps.length === 0 && <p className="p-5 text-sm text-muted">{t('execution.no_steps')}</p>}
          <ol>
            {steps.map((step) => (
              <li key={step.id} className="flex flex-col gap-2 border-b px-5 py-4 last:border-b-0">
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <h3 className="font-medium">
                    {t(`action_type.${step.type}` as 'action_type.add_tag')}{' '}
                    <span className="text-sm font-normal text-muted">{step.id}</span>
                  </h3>
                  <OutcomeBadge status={step.status} />
                </div>
                {step.error && <p className="text-sm break-words text-danger">{step.error}</p>}
                {step.when && <Rules rules={step.when} />}
                {step.settings && <Fold title={t('execution.settings')} value={step.settings} />}
                {step.result && <Fold title={t('execution.result')} value={step.result} />}
              </li>
            ))}
          </ol>
        </Card>
        <div className="flex flex-col gap-6">
          <Card>
            <h2 className="border-b px-5 py-3.5 font-semibold">{t('execution.conditions')}</h2>
            <div className="p-5">
              {rules.length === 0 ? <p className="text-sm text-muted">{t('execution.no_conditions')}</p> : <Rules rules={rules} />}
            </div>
          </Card>
          {event && (
            <Card>
              <h2 className="border-b px-5 py-3.5 font-semibold">{t('execution.event')}</h2>
              <div className="flex flex-col gap-3 p-5 text-sm">
                <p>{event.types?.map((type) => t(`trigger.${type}` as 'trigger.manual')).join(', ')}</p>
                {event.occurred_at && <Moment value={event.occurred_at} style="full" />}
                {event.actor && <p className="text-muted">{t('execution.actor', { actor: event.actor })}</p>}
                {changes.length > 0 && (
                  <dl className="flex flex-col gap-2">
                    {changes.map((change) => (
                      <div key={change.field}>
                        <dt className="text-xs text-muted">{change.field}</dt>
                        <dd className="break-words">
                          <del className="text-danger decoration-1">{text(change.before)}</del> →{' '}
                          <ins className="text-success no-underline">{text(change.after)}</ins>
                        </dd>
                      </div>
                    ))}
                  </dl>
                )}
                {event.webhook ? <Fold title="Webhook" value={event.webhook as object} /> : null}
              </div>
            </Card>
          )}
          {attempts.length > 0 && (
            <Card>
              <h2 className="border-b px-5 py-3.5 font-semibold">{t('execution.attempts')}</h2>
              <ol className="flex flex-col gap-3 p-5 text-sm">
                {attempts.map((attempt) => (
                  <li key={`${attempt.step_id}-${attempt.attempt}`}>
                    <span className="font-medium">{t('execution.attempt', { number: attempt.attempt })}</span>{' '}
                    <Moment value={attempt.started_at} />
                    {attempt.error && <p className="break-words text-danger">{attempt.error}</p>}
                  </li>
                ))}
              </ol>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

/** Each rule with what it asked for and what it met. */
function Rules({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-2.5 text-sm">
      {rules.map((rule, index) => {
        const Icon = rule.holds ? CircleCheck : CircleX;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other identity, and the list never changes
          <li key={index} className="flex gap-2">
            <Icon
              className={cn('mt-0.5 size-4 shrink-0', rule.holds ? 'text-success' : 'text-danger')}
              aria-label={t(rule.holds ? 'execution.holds' : 'execution.fails')}
            />
            <div className="min-w-0">
              <p className="break-words">
                <code className="text-xs">{rule.path}</code> {rule.operator}{' '}
                {rule.expected !== undefined && <strong className="font-medium">{text(rule.expected)}</strong>}
              </p>
              <p className="text-xs break-words text-muted">{t('execution.actual', { value: text(rule.actual) })}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** A payload, folded away until it is asked for. */
function Fold({ title, value }: { title: string; value: object }) {
  return (
    <details className="text-sm">
      <summary className="rounded text-muted">{title}</summary>
      <div className="mt-2 overflow-x-auto rounded-lg bg-sunken p-3 text-xs">
        <JsonView data={value} shouldExpandNode={(level) => level < 2} />
      </div>
    </details>
  );
}
