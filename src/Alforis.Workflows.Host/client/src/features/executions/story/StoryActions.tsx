import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { useCancelExecution, useRetryExecution } from '../queries';
import { retryPlan } from './retryPlan';
import type { Step, Story } from './types';

/** Retry and cancel, each after a question that says what it does. */
export function StoryActions({ story }: { story: Story }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asks, setAsks] = useState<'retry' | 'cancel' | null>(null);
  const retry = useRetryExecution();
  const cancel = useCancelExecution();
  const { id, status } = story.execution;
  const close = () => setAsks(null);
  return (
    <>
      {status === 'failed' && may('executions:retry') && (
        <Button look="primary" onClick={() => setAsks('retry')}>
          {t('execution.retry')}
        </Button>
      )}
      {(status === 'pending' || status === 'running') && may('executions:cancel') && (
        <Button look="danger" onClick={() => setAsks('cancel')}>
          {t('execution.cancel')}
        </Button>
      )}
      <RetryDialog
        steps={story.actions as Step[]}
        error={story.execution.error ?? ''}
        open={asks === 'retry'}
        busy={retry.isPending}
        onClose={close}
        onConfirm={() =>
          retry.mutate(id, { onSuccess: () => toast.success(t('execution.retried')), onError: tellProblem, onSettled: close })
        }
      />
      <Dialog
        open={asks === 'cancel'}
        onOpenChange={close}
        title={t('story.cancel_title')}
        description={t('story.cancel_text')}
        footer={
          <>
            <Button onClick={close}>{t('story.cancel_keep')}</Button>
            <Button
              look="danger"
              busy={cancel.isPending}
              onClick={() =>
                cancel.mutate(id, { onSuccess: () => toast.success(t('execution.cancelled')), onError: tellProblem, onSettled: close })
              }
            >
              {t('execution.cancel')}
            </Button>
          </>
        }
      />
    </>
  );
}

type Props = { steps: Step[]; error: string; open: boolean; busy: boolean; onClose: () => void; onConfirm: () => void };

function RetryDialog({ steps, error, open, busy, onClose, onConfirm }: Props) {
  const { t } = useTranslation();
  const name = (step: Step) => `${t(`action_type.${step.type}` as 'action_type.add_tag')} (${step.id})`;
  const { kept, again } = retryPlan(steps, error);
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={t('story.retry_title')}
      description={again[0] ? t('story.retry_text', { step: name(again[0]) }) : t('story.retry_start')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={onConfirm}>
            {t('story.retry_do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {(
          [
            ['story.retry_again', again],
            ['story.retry_kept', kept],
          ] as const
        ).map(([title, those]) => (
          <section key={title}>
            <h3 className="font-medium">{t(title)}</h3>
            {those.length === 0 && <p className="text-muted">{t('story.retry_none')}</p>}
            <ul className="list-disc pl-5 text-muted">
              {those.map((step) => (
                <li key={step.id}>{name(step)}</li>
              ))}
            </ul>
          </section>
        ))}
        <p className="text-xs text-muted">{t('story.retry_key')}</p>
      </div>
    </Dialog>
  );
}
