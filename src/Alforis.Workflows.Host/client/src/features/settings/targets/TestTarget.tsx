import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { tellProblem } from '@/shared/api/tellProblem';
import { useNumbers } from '@/shared/format/numbers';
import { Button } from '@/shared/ui/Button';
import { cn } from '@/shared/ui/cn';
import { Dialog } from '@/shared/ui/Dialog';
import { type Target, type TargetTestAnswer, useTestTarget } from './queries';
import { troubleOf } from './trouble';

/** Sends the test event and shows what came of it. */
export function TestTarget({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation();
  const test = useTestTarget(target.id);
  const send = () => test.mutate(undefined, { onError: tellProblem });
  const isSent = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is sent once when the dialog opens
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    send();
  }, []);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('targets.test_of', { name: target.name })}
      description={target.origin}
      footer={
        <>
          <Button busy={test.isPending} onClick={send}>
            {t('targets.again')}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      {test.isPending && (
        <p role="status" className="flex items-center gap-2 text-sm text-muted">
          <LoaderCircle className="size-4 animate-spin" aria-hidden />
          {t('targets.testing')}
        </p>
      )}
      {test.data && !test.isPending && <Outcome answer={test.data} />}
    </Dialog>
  );
}

function Outcome({ answer }: { answer: TargetTestAnswer }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const { delivered, status, body, error } = answer;
  const Icon = delivered ? CircleCheck : CircleX;
  return (
    <div className="flex flex-col gap-4">
      <div
        role="status"
        className={cn('flex gap-2.5 rounded-lg p-3 text-sm', delivered ? 'bg-success-soft text-success' : 'bg-danger-soft text-danger')}
      >
        <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
        <div className="flex flex-col gap-1">
          <p className="font-semibold">{t(delivered ? 'targets.delivered' : 'targets.refused')}</p>
          {!delivered && <p>{t(`targets.trouble.${troubleOf(answer)}`)}</p>}
        </div>
      </div>
      <dl className="grid grid-cols-2 gap-4 text-sm">
        <div>
          <dt className="text-muted">{t('targets.answered')}</dt>
          <dd className="tabular font-medium">{status === null ? t('targets.none') : `HTTP ${status}`}</dd>
        </div>
        <div>
          <dt className="text-muted">{t('targets.took')}</dt>
          <dd className="tabular font-medium">{t('targets.took_ms', { ms: numbers.whole(answer.duration_ms) })}</dd>
        </div>
      </dl>
      {body && (
        <section className="flex flex-col gap-1.5 text-sm">
          <h3 className="font-medium">{t('targets.body')}</h3>
          <pre className="max-h-56 overflow-y-auto rounded-lg border bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">
            {body}
          </pre>
          {answer.body_truncated && <p className="text-muted">{t('targets.body_cut')}</p>}
        </section>
      )}
      {error && (
        <details className="text-sm text-muted">
          <summary>{t('targets.raw')}</summary>
          <p className="mt-2 break-words">{error}</p>
        </details>
      )}
    </div>
  );
}
