import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMay } from '@/features/auth/session';
import { OrganisationDeals } from '@/features/deals/OrganisationDeals';
import { EntityExecutions } from '@/features/executions/EntityExecutions';
import { OpenTasks } from '@/features/tasks/OpenTasks';
import { StageBadge } from '@/shared/crm/StageBadge';
import { Timeline } from '@/shared/crm/Timeline';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { FactList } from '@/shared/ui/FactList';
import { PageTitle } from '@/shared/ui/PageTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { ActivityDialog } from './ActivityDialog';
import { Contacts } from './Contacts';
import { type OrganisationType, organisationQuery } from './queries';

/** An organisation: what is known of it, who works there, its deals and tasks, and all that happened with it. */
export function OrganisationPage() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const may = useMay();
  const numbers = useNumbers();
  const [isWriting, setWriting] = useState(false);
  const read = useQuery(organisationQuery(id));
  if (read.isPending) return <LoadingRows />;
  if (read.isLoadingError) return <ErrorState level="h1" error={read.error} onRetry={() => void read.refetch()} />;
  const o = read.data;
  return (
    <>
      <PageTitle
        title={o.nom}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <StageBadge stage={o.pipeline_stage} />
            {[t(`crm.types.${o.type as OrganisationType}`), o.ville].filter(Boolean).join(' · ')}
          </span>
        }
        actions={may('activities:create') && <Button onClick={() => setWriting(true)}>{t('crm.write_down')}</Button>}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {may('executions:read') && <EntityExecutions type="organisation" id={id} />}
          <Timeline type="organisation" id={id} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Card aria-label={t('crm.facts')}>
            <CardTitle title={t('crm.facts')} />
            <FactList
              facts={[
                { label: t('crm.potential'), value: o.montant_potentiel == null ? null : numbers.money(o.montant_potentiel) },
                {
                  label: t('crm.probability'),
                  value: o.probabilite_signature == null ? null : numbers.percent(o.probabilite_signature / 100),
                },
                { label: t('crm.category'), value: o.category },
                { label: t('crm.owner'), value: o.assigned_to_name },
                { label: t('crm.email'), value: o.email && <span className="text-xs break-all">{o.email}</span> },
                { label: t('crm.phone'), value: o.telephone },
                { label: t('crm.last_activity'), value: o.last_activity_at && <Moment value={o.last_activity_at} /> },
              ]}
            />
          </Card>
          {may('people:read') && <Contacts contacts={o.contacts ?? []} />}
          {may('deals:read') && <OrganisationDeals organisation={id} />}
          {may('tasks:read') && <OpenTasks organisation={id} />}
        </div>
      </div>
      {isWriting && <ActivityDialog organisation={id} onClose={() => setWriting(false)} />}
    </>
  );
}
