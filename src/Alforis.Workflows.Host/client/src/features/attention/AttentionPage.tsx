import { useQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/features/auth/session';
import { Moment } from '@/shared/format/Moment';
import { Card } from '@/shared/ui/Card';
import { PageTitle } from '@/shared/ui/PageTitle';
import { EmptyState } from '@/shared/ui/States';
import { AttentionCard } from './AttentionCard';
import { FailureRow } from './FailureRow';
import { groupFailures } from './groups';
import { ParkedRow } from './ParkedRow';
import { failuresQuery, parkedQuery, suspendedQuery } from './queries';

type Reason = { message: string; suggestion?: string };

/** What will not go on by itself. */
export function AttentionPage() {
  const { t } = useTranslation();
  const may = useMay();
  const failures = useQuery(failuresQuery);
  const parked = useQuery({ ...parkedQuery, enabled: may('events:read') });
  const suspended = useQuery({ ...suspendedQuery, enabled: may('workflows:read') });
  const asked = [failures, ...(may('events:read') ? [parked] : []), ...(may('workflows:read') ? [suspended] : [])];
  const isCalm =
    asked.every((query) => query.isSuccess) &&
    failures.data?.items.length === 0 &&
    (parked.data?.items.length ?? 0) === 0 &&
    (suspended.data?.length ?? 0) === 0;
  const many = (count: number, more: boolean) => (count === 0 ? null : `${count}${more ? '+' : ''}`);
  return (
    <>
      <PageTitle title={t('nav.attention')} lead={t('attention.lead')} />
      {isCalm && (
        <Card>
          <EmptyState icon={CircleCheckBig} title={t('attention.calm')}>
            {t('attention.calm_hint')}
          </EmptyState>
        </Card>
      )}
      {may('workflows:read') && (
        <AttentionCard
          title={t('attention.suspended')}
          lead={t('attention.suspended_lead')}
          query={suspended}
          count={(found) => many(found.length, false)}
        >
          {(found) =>
            found.map((workflow) => (
              <li key={workflow.id} className="flex flex-col gap-1 border-b px-5 py-4 text-sm last:border-b-0">
                <Link to={`/workflows/${workflow.id}`} className="self-start text-base font-medium underline-offset-2 hover:underline">
                  {workflow.name}
                </Link>
                {(workflow.suspended_reason as Reason[] | null)?.map((reason) => (
                  <p key={reason.message}>
                    {reason.message} {reason.suggestion}
                  </p>
                ))}
                {workflow.suspended_at && (
                  <p className="text-muted">
                    <Moment value={workflow.suspended_at} />
                  </p>
                )}
              </li>
            ))
          }
        </AttentionCard>
      )}
      {may('events:read') && (
        <AttentionCard
          title={t('attention.parked')}
          lead={t('attention.parked_lead')}
          query={parked}
          count={(page) => many(page.items.length, page.has_more)}
        >
          {(page) => page.items.map((event) => <ParkedRow key={event.id} event={event} />)}
        </AttentionCard>
      )}
      <AttentionCard
        title={t('attention.failed')}
        lead={t('attention.failed_lead')}
        query={failures}
        count={(page) => many(page.items.length, page.has_more)}
      >
        {(page) => groupFailures(page.items).map((group) => <FailureRow key={group.key} group={group} />)}
      </AttentionCard>
    </>
  );
}
