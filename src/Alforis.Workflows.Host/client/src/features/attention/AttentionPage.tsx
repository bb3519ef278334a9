import { useQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/features/auth/session';
import { Moment } from '@/shared/format/Moment';
import { Reasons } from '@/shared/problems/DiagnosticText';
import { Card } from '@/shared/ui/Card';
import { PageTitle } from '@/shared/ui/PageTitle';
import { EmptyState } from '@/shared/ui/States';
import { AttentionCard } from './AttentionCard';
import { FailureRow } from './FailureRow';
import { HeldRow } from './HeldRow';
import { MutedGroups } from './MutedGroups';
import { ParkedRow } from './ParkedRow';
import { attentionQuery, parkedQuery } from './queries';

/** What waits for somebody. */
export function AttentionPage() {
  const { t } = useTranslation();
  const may = useMay();
  const attention = useQuery(attentionQuery);
  const parked = useQuery({ ...parkedQuery, enabled: may('events:read') });
  const failed = attention.data?.failures.filter((group) => !group.muted) ?? [];
  const isCalm =
    attention.data !== undefined &&
    (parked.data !== undefined || !may('events:read')) &&
    failed.length === 0 &&
    (parked.data?.items.length ?? 0) === 0 &&
    attention.data.held.length === 0 &&
    (attention.data.suspended?.length ?? 0) === 0;
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
      {/* While it loads, and when it does not, the failures say so for all three. */}
      {may('workflows:read') && attention.data && (
        <AttentionCard
          title={t('attention.suspended')}
          lead={t('attention.suspended_lead')}
          query={attention}
          count={(found) => many(found.suspended?.length ?? 0, false)}
        >
          {(found) =>
            found.suspended?.map((workflow) => (
              <li key={workflow.workflow_id} className="flex flex-col gap-1 border-b px-5 py-4 text-sm last:border-b-0">
                <Link
                  to={`/workflows/${workflow.workflow_id}`}
                  className="self-start text-base font-medium underline-offset-2 hover:underline"
                >
                  {workflow.workflow_name}
                </Link>
                <Reasons reasons={workflow.suspended_reason} />
                <p className="text-muted">
                  <Moment value={workflow.suspended_at} />
                </p>
              </li>
            ))
          }
        </AttentionCard>
      )}
      {attention.data && (
        <AttentionCard
          title={t('attention.held')}
          lead={t('attention.held_lead')}
          query={attention}
          count={(found) => many(found.held.length, false)}
        >
          {(found) => found.held.map((held) => <HeldRow key={held.workflow_id} held={held} asOf={found.as_of} />)}
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
        query={attention}
        count={(found) => many(failed.length, found.has_more)}
      >
        {(found) => failed.map((group) => <FailureRow key={`${group.workflow_id} ${group.cause_key}`} group={group} asOf={found.as_of} />)}
      </AttentionCard>
      <MutedGroups groups={attention.data?.failures.filter((group) => group.muted) ?? []} />
    </>
  );
}
