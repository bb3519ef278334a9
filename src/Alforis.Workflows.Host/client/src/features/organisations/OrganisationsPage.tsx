import { useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Building2, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EntityLink } from '@/shared/crm/EntityLink';
import { stages } from '@/shared/crm/entities';
import { StageBadge } from '@/shared/crm/StageBadge';
import { useNumbers } from '@/shared/format/numbers';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { DataTable } from '@/shared/ui/DataTable';
import { PagedList } from '@/shared/ui/PagedList';
import { PageTitle } from '@/shared/ui/PageTitle';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { type OrganisationSummary, type OrganisationType, organisationsQuery, organisationTypes } from './queries';

const limit = 25;
const sorts = ['nom', '-montant_potentiel', '-updated_at'] as const;

/** All organisations; search, stage, type, order and page are kept in the address. */
export function OrganisationsPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const stage = oneOf(filters.get('stage'), ['all', ...stages], 'all');
  const sort = oneOf(filters.get('sort'), sorts, 'nom');
  const second = oneOf(filters.get('type'), ['all', ...organisationTypes], 'all');
  const search = filters.get('search');
  const page = useQuery(
    organisationsQuery({
      skip: filters.skip,
      limit,
      sort,
      ...(stage !== 'all' && { pipeline_stage: stage }),
      ...(second !== 'all' && { type: second }),
      ...(search && { search }),
    }),
  );
  const isFiltered = filters.count(['stage', 'type', 'search']) > 0;
  return (
    <>
      <PageTitle title={t('nav.organisations')} lead={t('crm.organisations_lead')} />
      <Card>
        <div className="flex flex-wrap gap-2 border-b p-3">
          <SearchField value={search} label={t('crm.organisations_search')} onChange={(value) => filters.set({ search: value }, true)} />
          <Choice
            label={t('crm.stage')}
            value={stage}
            options={[{ value: 'all', label: t('crm.all_stages') }, ...stages.map((value) => ({ value, label: t(`stage.${value}`) }))]}
            onChange={(value) => filters.set({ stage: value === 'all' ? null : value })}
          />
          <Choice
            label={t('crm.type')}
            value={second}
            options={[
              { value: 'all', label: t('crm.all_types') },
              ...organisationTypes.map((value) => ({ value, label: t(`crm.types.${value}`) })),
            ]}
            onChange={(value) => filters.set({ type: value === 'all' ? null : value })}
          />
          <Choice
            label={t('workflows.sort')}
            value={sort}
            options={[
              { value: 'nom', label: t('crm.name') },
              { value: '-montant_potentiel', label: t('crm.sort_amount') },
              { value: '-updated_at', label: t('crm.sort_recent') },
            ]}
            onChange={(value) => filters.set({ sort: value === 'nom' ? null : value })}
          />
          {isFiltered && (
            <Button look="ghost" onClick={() => filters.set({ stage: null, type: null, search: null })}>
              {t('action.clear')}
            </Button>
          )}
        </div>
        <PagedList
          page={page}
          skip={filters.skip}
          limit={limit}
          onSkip={filters.setSkip}
          empty={
            <EmptyState icon={isFiltered ? SearchX : Building2} title={isFiltered ? t('crm.none_match') : t('crm.organisations_empty')}>
              {isFiltered ? t('crm.none_match_hint') : t('crm.organisations_empty_hint')}
            </EmptyState>
          }
        >
          {(items, isStale) => <List rows={items} isStale={isStale} />}
        </PagedList>
      </Card>
    </>
  );
}

function List({ rows, isStale }: { rows: OrganisationSummary[]; isStale: boolean }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const columns = useMemo<ColumnDef<OrganisationSummary>[]>(
    () => [
      {
        id: 'name',
        header: t('crm.name'),
        cell: ({ row: { original: o } }) => (
          <div className="flex min-w-36 flex-col">
            <EntityLink type="organisation" id={o.id} name={o.nom} className="font-medium" />
            {o.ville && <span className="text-xs text-muted">{o.ville}</span>}
          </div>
        ),
      },
      { id: 'stage', header: t('crm.stage'), cell: ({ row }) => <StageBadge stage={row.original.pipeline_stage} /> },
      {
        id: 'type',
        header: t('crm.type'),
        meta: { className: 'hidden md:table-cell text-muted' },
        cell: ({ row }) => t(`crm.types.${row.original.type as OrganisationType}`),
      },
      {
        id: 'amount',
        header: t('crm.potential'),
        meta: { className: 'hidden sm:table-cell text-right tabular whitespace-nowrap' },
        cell: ({ row: { original: o } }) =>
          o.montant_potentiel == null ? <span className="text-muted">—</span> : numbers.money(o.montant_potentiel),
      },
      {
        id: 'owner',
        header: t('crm.owner'),
        meta: { className: 'hidden lg:table-cell' },
        cell: ({ row }) => row.original.assigned_to_name ?? <span className="text-muted">—</span>,
      },
    ],
    [t, numbers],
  );
  return <DataTable label={t('nav.organisations')} columns={columns} rows={rows} rowKey={(row) => String(row.id)} isStale={isStale} />;
}
