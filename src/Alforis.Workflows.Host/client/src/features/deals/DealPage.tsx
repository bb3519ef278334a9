import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMay } from '@/features/auth/session';
import { EntityExecutions } from '@/features/executions/EntityExecutions';
import { OpenTasks } from '@/features/tasks/OpenTasks';
import { NamedEntity } from '@/shared/crm/NamedEntity';
import { StageBadge } from '@/shared/crm/StageBadge';
import { Timeline } from '@/shared/crm/Timeline';
import { Day } from '@/shared/format/Day';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { FactList } from '@/shared/ui/FactList';
import { PageTitle } from '@/shared/ui/PageTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { DealStage } from './DealStage';
import { dealQuery } from './queries';

/** A deal: what is known of it, its stage, and all that happened with it. */
export function DealPage() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const may = useMay();
  const numbers = useNumbers();
  const read = useQuery(dealQuery(id));
  if (read.isPending) return <LoadingRows />;
  if (read.isLoadingError) return <ErrorState level="h1" error={read.error} onRetry={() => void read.refetch()} />;
  const { deal, version } = read.data;
  return (
    <>
      <PageTitle
        title={deal.nom}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <StageBadge stage={deal.stage} />
            <NamedEntity type="organisation" id={deal.organisation_id} name={deal.organisation_nom} className="font-medium text-ink" />
          </span>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {may('deals:update') && <DealStage id={id} stage={deal.stage} version={version} onReload={() => void read.refetch()} />}
          {may('executions:read') && <EntityExecutions type="deal" id={id} />}
          <Timeline type="deal" id={id} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Card aria-label={t('crm.facts')}>
            <CardTitle title={t('crm.facts')} />
            <FactList
              facts={[
                { label: t('crm.amount'), value: deal.montant == null ? null : numbers.money(deal.montant) },
                { label: t('crm.probability'), value: deal.probabilite == null ? null : numbers.percent(deal.probabilite / 100) },
                { label: t('crm.closing'), value: deal.date_cloture_prevue && <Day value={deal.date_cloture_prevue} /> },
                { label: t('crm.owner'), value: deal.assigned_to_name },
                { label: t('crm.manager'), value: deal.manager_name },
                { label: t('crm.last_activity'), value: deal.last_activity_at && <Moment value={deal.last_activity_at} /> },
              ]}
            />
            {deal.description && <p className="border-t px-5 py-3.5 text-sm text-muted">{deal.description}</p>}
          </Card>
          {may('tasks:read') && <OpenTasks deal={id} />}
        </div>
      </div>
    </>
  );
}
