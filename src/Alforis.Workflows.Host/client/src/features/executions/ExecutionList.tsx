import { useInfiniteQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { History } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { DataTable } from '@/shared/ui/DataTable';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { OutcomeBadge, outcomes } from './outcome';
import { type Execution, executionsQuery } from './queries';

/** Executions of one workflow, or of all; the status is kept in the address. */
export function ExecutionList({ workflow }: { workflow?: number }) {
  const { t } = useTranslation();
  const filters = useFilters();
  const status = oneOf(filters.get('outcome'), ['all', ...outcomes], 'all');
  const list = useInfiniteQuery(executionsQuery({ ...(workflow !== undefined && { workflow }), ...(status !== 'all' && { status }) }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card>
      <div className="flex flex-wrap gap-2 border-b p-3">
        <Choice
          label={t('workflows.status')}
          value={status}
          options={[{ value: 'all', label: t('workflows.all') }, ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
          onChange={(value) => filters.set({ outcome: value === 'all' ? null : value })}
        />
      </div>
      {list.isPending ? (
        <LoadingRows />
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : rows.length === 0 && !list.hasNextPage ? (
        <EmptyState icon={History} title={t('detail.no_executions')}>
          {t('detail.no_executions_hint')}
        </EmptyState>
      ) : (
        <>
          <Rows executions={rows} withWorkflow={workflow === undefined} />
          {list.hasNextPage && (
            <div className="flex justify-center border-t p-3">
              <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('page.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}

function Rows({ executions, withWorkflow }: { executions: Execution[]; withWorkflow: boolean }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const columns = useMemo<ColumnDef<Execution>[]>(
    () => [
      { id: 'status', header: t('workflows.status'), cell: ({ row }) => <OutcomeBadge status={row.original.status} /> },
      {
        id: 'started',
        header: t('detail.execution'),
        cell: ({ row: { original: e } }) => (
          <Link
            to={`/workflows/${e.workflow_id}/executions/${e.id}`}
            className="rounded font-medium underline-offset-2 hover:text-accent hover:underline"
          >
            <span className="tabular">#{e.id}</span>
            <span className="sr-only"> {t('action.view')}</span>
          </Link>
        ),
      },
      {
        id: 'moment',
        header: t('detail.started'),
        cell: ({ row }) => <Moment value={row.original.created_at} />,
      },
      ...(withWorkflow
        ? [
            {
              id: 'workflow',
              header: t('detail.workflow'),
              cell: ({ row: { original: e } }) => (
                <Link to={`/workflows/${e.workflow_id}`} className="rounded underline-offset-2 hover:text-accent hover:underline">
                  {e.workflow_name ?? `#${e.workflow_id}`}
                </Link>
              ),
            } satisfies ColumnDef<Execution>,
          ]
        : []),
      {
        id: 'entity',
        header: t('detail.entity'),
        meta: { className: 'hidden sm:table-cell' },
        cell: ({ row: { original: e } }) =>
          e.entity_type ? (
            <span className="whitespace-nowrap text-muted">
              {t(`entity.${e.entity_type}` as 'entity.deal')} <span className="tabular">{e.entity_id}</span>
            </span>
          ) : (
            <span className="text-muted">—</span>
          ),
      },
      {
        id: 'duration',
        header: t('detail.duration'),
        meta: { className: 'hidden sm:table-cell text-right tabular' },
        cell: ({ row }) => (typeof row.original.duration_ms === 'number' ? numbers.duration(row.original.duration_ms) : '—'),
      },
      {
        id: 'error',
        header: () => <span className="sr-only">{t('execution.error')}</span>,
        meta: { className: 'hidden lg:table-cell' },
        cell: ({ row }) => row.original.error && <span className="line-clamp-1 max-w-xs text-xs text-danger">{row.original.error}</span>,
      },
    ],
    [t, numbers, withWorkflow],
  );
  return <DataTable label={t('nav.executions')} columns={columns} rows={executions} rowKey={(e) => String(e.id)} />;
}
