import { useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Handshake, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/features/auth/session';
import { EntityLink } from '@/shared/crm/EntityLink';
import { stages } from '@/shared/crm/entities';
import { NamedEntity } from '@/shared/crm/NamedEntity';
import { StageBadge } from '@/shared/crm/StageBadge';
import { Day } from '@/shared/format/Day';
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
import { type DealSummary, dealsQuery } from './queries';

const limit = 25;
const sorts = ['nom', '-montant', '-updated_at'] as const;

/** All deals; search, stage, owner, order and page are kept in the address. */
export function DealsPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const me = useMe();
  const stage = oneOf(filters.get('stage'), ['all', ...stages], 'all');
  const sort = oneOf(filters.get('sort'), sorts, 'nom');
  const second = oneOf(filters.get('owner'), ['all', 'mine'], 'all');
  const search = filters.get('search');
  const page = useQuery(
    dealsQuery({
      skip: filters.skip,
      limit,
      sort,
      ...(stage !== 'all' && { stage: stage }),
      ...(second !== 'all' && { assigned_to: me.id }),
      ...(search && { search }),
    }),
  );
  const isFiltered = filters.count(['stage', 'owner', 'search']) > 0;
  return (
    <>
      <PageTitle title={t('nav.deals')} lead={t('crm.deals_lead')} />
      <Card>
        <div className="flex flex-wrap gap-2 border-b p-3">
          <SearchField value={search} label={t('crm.deals_search')} onChange={(value) => filters.set({ search: value }, true)} />
          <Choice
            label={t('crm.stage')}
            value={stage}
            options={[{ value: 'all', label: t('crm.all_stages') }, ...stages.map((value) => ({ value, label: t(`stage.${value}`) }))]}
            onChange={(value) => filters.set({ stage: value === 'all' ? null : value })}
          />
          <Choice
            label={t('crm.owner')}
            value={second}
            options={[
              { value: 'all', label: t('crm.all_owners') },
              { value: 'mine', label: t('crm.mine') },
            ]}
            onChange={(value) => filters.set({ owner: value === 'all' ? null : value })}
          />
          <Choice
            label={t('workflows.sort')}
            value={sort}
            options={[
              { value: 'nom', label: t('crm.name') },
              { value: '-montant', label: t('crm.sort_amount') },
              { value: '-updated_at', label: t('crm.sort_recent') },
            ]}
            onChange={(value) => filters.set({ sort: value === 'nom' ? null : value })}
          />
          {isFiltered && (
            <Button look="ghost" onClick={() => filters.set({ stage: null, owner: null, search: null })}>
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
            <EmptyState icon={isFiltered ? SearchX : Handshake} title={isFiltered ? t('crm.none_match') : t('crm.deals_empty')}>
              {isFiltered ? t('crm.none_match_hint') : t('crm.deals_empty_hint')}
            </EmptyState>
          }
        >
          {(items, isStale) => <List rows={items} isStale={isStale} />}
        </PagedList>
      </Card>
    </>
  );
}

function List({ rows, isStale }: { rows: DealSummary[]; isStale: boolean }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const columns = useMemo<ColumnDef<DealSummary>[]>(
    () => [
      {
        id: 'name',
        header: t('crm.name'),
        cell: ({ row: { original: d } }) => (
          <div className="flex min-w-36 flex-col">
            <EntityLink type="deal" id={d.id} name={d.nom} className="font-medium" />
            <NamedEntity type="organisation" id={d.organisation_id} name={d.organisation_nom} className="text-xs text-muted" />
          </div>
        ),
      },
      { id: 'stage', header: t('crm.stage'), cell: ({ row }) => <StageBadge stage={row.original.stage} /> },
      {
        id: 'amount',
        header: t('crm.amount'),
        meta: { className: 'hidden sm:table-cell text-right tabular whitespace-nowrap' },
        cell: ({ row: { original: d } }) => (d.montant == null ? <span className="text-muted">—</span> : numbers.money(d.montant)),
      },
      {
        id: 'probability',
        header: t('crm.probability'),
        meta: { className: 'hidden lg:table-cell text-right tabular' },
        cell: ({ row: { original: d } }) =>
          d.probabilite == null ? <span className="text-muted">—</span> : numbers.percent(d.probabilite / 100),
      },
      {
        id: 'closing',
        header: t('crm.closing'),
        meta: { className: 'hidden md:table-cell' },
        cell: ({ row: { original: d } }) =>
          d.date_cloture_prevue ? <Day value={d.date_cloture_prevue} /> : <span className="text-muted">—</span>,
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
  return <DataTable label={t('nav.deals')} columns={columns} rows={rows} rowKey={(row) => String(row.id)} isStale={isStale} />;
}
