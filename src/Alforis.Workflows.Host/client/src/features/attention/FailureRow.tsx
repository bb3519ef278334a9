import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/features/auth/session';
import { api } from '@/shared/api/client';
import { Moment } from '@/shared/format/Moment';
import { Button } from '@/shared/ui/Button';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import type { FailureGroup } from './groups';
import { InTurn } from './InTurn';
import { useInTurn } from './useInTurn';

const shown = 3;

/** Failures that look alike: what happened, the likely cause, what to do; and the way to try them all again. */
export function FailureRow({ group }: { group: FailureGroup }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asks, setAsks] = useState(false);
  const { executions, workflowId, workflowName, cause } = group;
  const count = executions.length;
  const newest = executions[0];
  const { progress, run } = useInTurn((id) => api.POST('/api/v1/executions/{id}/retry', { params: { path: { id } } }), ['executions']);
  return (
    <li className="flex flex-col gap-3 border-b px-5 py-4 last:border-b-0">
      <div className="flex flex-col items-start justify-between gap-3 sm:flex-row">
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="font-medium">{t(`cause.${cause}.what`)}</h3>
          <p className="text-sm text-muted">
            <Link to={`/workflows/${workflowId}`} className="text-ink underline underline-offset-2">
              {workflowName}
            </Link>{' '}
            · {t('attention.failures', { count })} · {newest && <Moment value={newest.created_at} />}
          </p>
        </div>
        {may('executions:retry') && (
          <Button size="sm" busy={progress !== null && !progress.isOver} onClick={() => setAsks(true)}>
            <RotateCcw aria-hidden />
            {t('attention.retry', { count })}
            <span className="sr-only"> : {workflowName}</span>
          </Button>
        )}
      </div>
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        <dt className="text-muted">{t('attention.why')}</dt>
        <dd>{t(`cause.${cause}.why`)}</dd>
        <dt className="text-muted">{t('attention.do')}</dt>
        <dd>{t(`cause.${cause}.do`)}</dd>
      </dl>
      <InTurn progress={progress} done="attention.retried" />
      <details className="text-sm">
        <summary className="rounded text-muted">{t('attention.details')}</summary>
        <ul className="mt-2 flex flex-col gap-1.5">
          {executions.slice(0, shown).map((execution) => (
            <li key={execution.id} className="break-words">
              <Link to={`/workflows/${workflowId}/executions/${execution.id}`} className="tabular underline underline-offset-2">
                {t('execution.title', { id: execution.id })}
              </Link>{' '}
              <span className="text-muted">{execution.error}</span>
            </li>
          ))}
          {count > shown && (
            <li>
              <Link to={`/workflows/${workflowId}?tab=executions&outcome=failed`} className="underline underline-offset-2">
                {t('attention.all')}
              </Link>
            </li>
          )}
        </ul>
      </details>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t('attention.retry_title', { count })}
        description={t('attention.retry_text')}
        confirm={t('attention.retry', { count })}
        onConfirm={() => {
          setAsks(false);
          void run(executions.map((e) => e.id));
        }}
      />
    </li>
  );
}
