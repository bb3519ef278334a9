import { BellOff, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/features/auth/session';
import { causeOf, mayRepeat } from '@/features/executions/causes';
import { Moment } from '@/shared/format/Moment';
import { Button } from '@/shared/ui/Button';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { MuteDialog } from './MuteDialog';
import type { FailureGroup } from './queries';
import { RetryReport } from './RetryReport';
import { useGroupRetry } from './useGroupRetry';
import { useMany } from './useMany';

/** Failures of one cause: what happened, the likely cause, what to do; the ways to try them all again, and to expect them. */
export function FailureRow({ group, asOf }: { group: FailureGroup; asOf: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asks, setAsks] = useState<'retry' | 'mute' | null>(null);
  const { workflow_id, workflow_name, count, execution_id } = group;
  const cause = causeOf(group.error_code);
  const many = useMany()(group);
  const { retried, run } = useGroupRetry(group, asOf);
  return (
    <li className="flex flex-col gap-3 border-b px-5 py-4 last:border-b-0">
      <div className="flex flex-col items-start justify-between gap-3 sm:flex-row">
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="font-medium">{t(`cause.${cause}.what`)}</h3>
          <p className="text-sm text-muted">
            <Link to={`/workflows/${workflow_id}`} className="text-ink underline underline-offset-2">
              {workflow_name}
            </Link>{' '}
            · {t('attention.failures', { count, many })} · <Moment value={group.last_at} />
          </p>
        </div>
        {may('executions:retry') && (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" look="ghost" onClick={() => setAsks('mute')}>
              <BellOff aria-hidden />
              {t('attention.mute')}
              <span className="sr-only"> : {workflow_name}</span>
            </Button>
            <Button size="sm" busy={retried !== null && !retried.isOver} onClick={() => setAsks('retry')}>
              <RotateCcw aria-hidden />
              {t('attention.retry', { count, many })}
              <span className="sr-only"> : {workflow_name}</span>
            </Button>
          </div>
        )}
      </div>
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        <dt className="text-muted">{t('attention.why')}</dt>
        <dd>{t(`cause.${cause}.why`)}</dd>
        <dt className="text-muted">{t('attention.do')}</dt>
        <dd>{t(`cause.${cause}.do`)}</dd>
      </dl>
      <RetryReport retried={retried} />
      <details className="text-sm">
        <summary className="rounded text-muted">{t('attention.details')}</summary>
        <ul className="mt-2 flex flex-col gap-1.5">
          <li className="break-words">
            <Link to={`/workflows/${workflow_id}/executions/${execution_id}`} className="tabular underline underline-offset-2">
              {t('execution.title', { id: execution_id })}
            </Link>{' '}
            <span className="text-muted">{group.message}</span>
          </li>
          {count > 1 && (
            <li className="text-muted">
              {t('attention.first')} <Moment value={group.first_at} /> ·{' '}
              <Link to={`/workflows/${workflow_id}?tab=executions&outcome=failed`} className="text-ink underline underline-offset-2">
                {t('attention.all')}
              </Link>
            </li>
          )}
        </ul>
      </details>
      <ConfirmDialog
        open={asks === 'retry'}
        onOpenChange={(open) => setAsks(open ? 'retry' : null)}
        title={t('attention.retry_title', { count, many })}
        description={t(mayRepeat(cause) ? 'attention.retry_text_again' : 'attention.retry_text')}
        confirm={t('attention.retry', { count, many })}
        harmless={!mayRepeat(cause)}
        onConfirm={() => {
          setAsks(null);
          void run();
        }}
      />
      {asks === 'mute' && <MuteDialog group={group} open onOpenChange={() => setAsks(null)} />}
    </li>
  );
}
