import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EntityLink } from '@/shared/crm/EntityLink';
import { StageBadge } from '@/shared/crm/StageBadge';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { dealsQuery } from './queries';

/** The deals with an organisation, those that were last changed first. */
export function OrganisationDeals({ organisation }: { organisation: number }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const deals = useQuery(dealsQuery({ organisation_id: organisation, limit: 20, sort: '-updated_at' }));
  return (
    <Card aria-label={t('nav.deals')}>
      <CardTitle title={t('nav.deals')} />
      {deals.isPending ? (
        <LoadingRows rows={2} />
      ) : deals.isLoadingError ? (
        <ErrorState error={deals.error} onRetry={() => void deals.refetch()} />
      ) : deals.data.items.length === 0 ? (
        <p className="px-5 py-4 text-sm text-muted">{t('crm.no_deals')}</p>
      ) : (
        <ul className="divide-y">
          {deals.data.items.map((d) => (
            <li key={d.id} className="flex flex-col gap-1.5 px-5 py-3 text-sm">
              <EntityLink type="deal" id={d.id} name={d.nom} className="font-medium" />
              <span className="flex items-center justify-between gap-2">
                <StageBadge stage={d.stage} />
                {d.montant != null && <span className="tabular text-muted">{numbers.money(d.montant)}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
