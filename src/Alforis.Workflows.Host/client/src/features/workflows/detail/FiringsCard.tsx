import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Moment } from '@/shared/format/Moment';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import type { Workflow } from '../queries';
import { firingsQuery } from './versions';

/** When the clock fires the workflow next; of one that is not active, when it would. */
export function FiringsCard({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const firings = useQuery(firingsQuery(workflow.id));
  const answer = firings.data;
  const zone = answer?.time_zone ?? undefined;
  const isIdle = workflow.status !== 'active' || workflow.suspended_at !== null;
  return (
    <Card>
      <CardTitle title={t(isIdle ? 'firings.title_idle' : 'firings.title')} />
      {firings.isPending && <LoadingRows rows={3} />}
      {firings.isLoadingError && <ErrorState error={firings.error} onRetry={() => void firings.refetch()} />}
      {answer && (
        <div className="flex flex-col gap-2.5 px-5 py-3 text-sm">
          {answer.source === 'unreadable' && <p className="text-danger">{t('firings.unreadable')}</p>}
          {answer.next_firings.length > 0 && (
            <ol className="flex flex-col gap-1.5">
              {answer.next_firings.map((at, index) => (
                <li key={at} className="tabular flex items-baseline justify-between gap-3">
                  <Moment value={at} zone={zone} style="full" />
                  {index === 0 && (
                    <span className="text-xs text-muted">
                      <Moment value={at} zone={zone} />
                    </span>
                  )}
                </li>
              ))}
            </ol>
          )}
          <div className="flex flex-col gap-1 text-xs text-muted">
            {isIdle && <p>{t(workflow.suspended_at ? 'firings.suspended' : 'firings.idle')}</p>}
            {answer.source === 'nightly' && <p>{t('firings.nightly')}</p>}
            {zone && zone !== Intl.DateTimeFormat().resolvedOptions().timeZone && <p>{t('firings.zone', { zone })}</p>}
            {answer.last_firing && (
              <p>
                {t('firings.last')} <Moment value={answer.last_firing} zone={zone} />
              </p>
            )}
          </div>
        </div>
      )}
    </Card>
  );
}
