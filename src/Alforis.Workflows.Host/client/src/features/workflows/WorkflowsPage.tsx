import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Plus, SearchX, Workflow as WorkflowIcon } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/features/auth/session';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { useLive, useLiveMessage } from '@/shared/live/LiveProvider';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { DataTable } from '@/shared/ui/DataTable';
import { Menu, MenuItem } from '@/shared/ui/Menu';
import { PageTitle } from '@/shared/ui/PageTitle';
import { Pagination } from '@/shared/ui/Pagination';
import { SearchField } from '@/shared/ui/SearchField';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { type Workflow, type WorkflowFilters, workflowsQuery } from './queries';
import { StatusBadge } from './StatusBadge';
import { triggerNames } from './triggers';
import { WorkflowActions } from './WorkflowActions';

const TemplateDialog = lazy(async () => ({ default: (await import('./create/TemplateDialog')).TemplateDialog }));
const FileDialog = lazy(async () => ({ default: (await import('./create/FileDialog')).FileDialog }));

const limit = 25;
const statuses = ['all', 'active', 'inactive', 'draft'] as const;
const sorts = ['name', '-updated_at'] as const;
const filterNames = ['status', 'trigger', 'search'];

export function WorkflowsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const filters = useFilters();
  const [dialog, setDialog] = useState<'template' | 'file' | null>(null);
  const status = oneOf(filters.get('status'), statuses, 'all');
  const trigger = oneOf(filters.get('trigger'), ['all', ...triggerNames], 'all');
  const sort = oneOf(filters.get('sort'), sorts, 'name');
  const skip = Math.max(0, Number.parseInt(filters.get('skip'), 10) || 0);
  const search = filters.get('search');
  const wanted: WorkflowFilters = {
    skip,
    limit,
    sort,
    is_template: false,
    ...(status !== 'all' && { status }),
    ...(trigger !== 'all' && { trigger_type: trigger }),
    ...(search && { search }),
  };
  const page = useQuery(workflowsQuery(wanted));
  useFreshList();
  const isFiltered = filters.count(filterNames) > 0;

  return (
    <>
      <PageTitle
        title={t('workflows.title')}
        lead={t('workflows.lead')}
        actions={
          may('workflows:create') && (
            <Menu
              trigger={
                <Button look="primary">
                  <Plus aria-hidden />
                  {t('workflows.new')}
                </Button>
              }
            >
              <MenuItem onSelect={() => setDialog('template')}>{t('workflows.from_template')}</MenuItem>
              <MenuItem onSelect={() => setDialog('file')}>{t('workflows.from_file')}</MenuItem>
            </Menu>
          )
        }
      />
      <Card>
        <div className="flex flex-wrap gap-2 border-b p-3">
          <SearchField value={search} label={t('workflows.search')} onChange={(value) => filters.set({ search: value }, true)} />
          <Choice
            label={t('workflows.status')}
            value={status}
            options={statuses.map((value) => ({ value, label: value === 'all' ? t('workflows.all') : t(`status.${value}`) }))}
            onChange={(value) => filters.set({ status: value === 'all' ? null : value })}
          />
          <Choice
            label={t('workflows.trigger')}
            value={trigger}
            options={[
              { value: 'all', label: t('workflows.all_triggers') },
              ...triggerNames.map((value) => ({ value, label: t(`trigger.${value}`) })),
            ]}
            onChange={(value) => filters.set({ trigger: value === 'all' ? null : value })}
          />
          <Choice
            label={t('workflows.sort')}
            value={sort}
            options={[
              { value: 'name', label: t('workflows.sort_name') },
              { value: '-updated_at', label: t('workflows.sort_updated') },
            ]}
            onChange={(value) => filters.set({ sort: value === 'name' ? null : value })}
          />
          {isFiltered && (
            <Button look="ghost" onClick={() => filters.set({ status: null, trigger: null, search: null })}>
              {t('action.clear')}
            </Button>
          )}
        </div>
        {page.isPending ? (
          <LoadingRows />
        ) : page.isError ? (
          <ErrorState error={page.error} onRetry={() => void page.refetch()} />
        ) : page.data.total === 0 ? (
          isFiltered ? (
            <EmptyState icon={SearchX} title={t('workflows.none_match')}>
              {t('workflows.none_match_hint')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={WorkflowIcon}
              title={t('workflows.empty')}
              action={may('workflows:create') && <Button onClick={() => setDialog('template')}>{t('workflows.from_template')}</Button>}
            >
              {t('workflows.empty_hint')}
            </EmptyState>
          )
        ) : (
          <>
            <List workflows={page.data.items} isStale={page.isPlaceholderData} />
            <Pagination
              total={page.data.total}
              skip={skip}
              limit={limit}
              onSkip={(next) => filters.set({ skip: next === 0 ? null : String(next) })}
            />
          </>
        )}
      </Card>
      <Suspense>
        {dialog === 'template' && <TemplateDialog open onOpenChange={(open) => setDialog(open ? 'template' : null)} />}
        {dialog === 'file' && <FileDialog open onOpenChange={(open) => setDialog(open ? 'file' : null)} />}
      </Suspense>
    </>
  );
}

function List({ workflows, isStale }: { workflows: Workflow[]; isStale: boolean }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const columns = useMemo<ColumnDef<Workflow>[]>(
    () => [
      {
        id: 'name',
        header: t('workflows.name'),
        cell: ({ row: { original: w } }) => (
          <div className="flex min-w-32 flex-col">
            <Link to={`/workflows/${w.id}`} className="rounded font-medium underline-offset-2 hover:text-accent hover:underline">
              {w.name}
            </Link>
            {w.description && (
              <span className="line-clamp-1 hidden max-w-md text-xs text-muted sm:[display:-webkit-box]">{w.description}</span>
            )}
          </div>
        ),
      },
      { id: 'status', header: t('workflows.status'), cell: ({ row }) => <StatusBadge workflow={row.original} /> },
      {
        id: 'trigger',
        header: t('workflows.trigger'),
        meta: { className: 'hidden md:table-cell' },
        cell: ({ row }) => (
          <span className="whitespace-nowrap text-muted">{t(`trigger.${row.original.trigger_type}` as 'trigger.manual')}</span>
        ),
      },
      {
        id: 'last_run',
        header: t('workflows.last_run'),
        meta: { className: 'hidden sm:table-cell' },
        cell: ({ row: { original: w } }) =>
          w.last_execution_at ? (
            <Moment value={w.last_execution_at} zone={zoneOf(w)} />
          ) : (
            <span className="text-muted">{t('workflows.no_run')}</span>
          ),
      },
      {
        id: 'rate',
        header: t('workflows.success_rate'),
        meta: { className: 'hidden lg:table-cell text-right tabular' },
        cell: ({ row: { original: w } }) =>
          typeof w.success_rate === 'number' ? (
            <span className={w.success_rate < 0.9 ? 'text-danger' : undefined}>
              {numbers.percent(w.success_rate)} <span className="text-xs text-muted">({numbers.whole(w.execution_count)})</span>
            </span>
          ) : (
            <span className="text-muted">—</span>
          ),
      },
      {
        id: 'actions',
        header: () => <span className="sr-only">{t('action.more')}</span>,
        meta: { className: 'text-right' },
        cell: ({ row }) => <WorkflowActions workflow={row.original} />,
      },
    ],
    [t, numbers],
  );
  return <DataTable label={t('workflows.title')} columns={columns} rows={workflows} rowKey={(w) => String(w.id)} isStale={isStale} />;
}

const zoneOf = (w: Workflow) => (typeof w.time_zone === 'string' ? w.time_zone : 'Europe/Paris');

/** Reads the list again when somebody has changed a workflow. */
function useFreshList() {
  const queries = useQueryClient();
  const { hub, isConnected } = useLive();
  useLiveMessage('WorkflowsChanged', () => void queries.invalidateQueries({ queryKey: ['workflows'] }));
  useEffect(() => {
    if (!hub || !isConnected) return undefined;
    void hub.invoke('WatchWorkflows').catch(() => {});
    return () => {
      void hub.invoke('UnwatchWorkflows').catch(() => {});
    };
  }, [hub, isConnected]);
}
