import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { cn } from '@/shared/ui/cn';
import { DataTable } from '@/shared/ui/DataTable';
import type { Workflow } from './queries';
import { Sparkline } from './Sparkline';
import { StatusBadge } from './StatusBadge';
import { TriggerIcon } from './TriggerIcon';
import { WorkflowActions } from './WorkflowActions';

/** Workflows, one a row. */
export function WorkflowTable({ workflows, isStale }: { workflows: Workflow[]; isStale: boolean }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const columns = useMemo<ColumnDef<Workflow>[]>(
    () => [
      {
        id: 'name',
        header: t('workflows.name'),
        cell: ({ row: { original: w } }) => (
          <div className="flex min-w-32 flex-col gap-0.5">
            <Link to={`/workflows/${w.id}`} className="rounded font-medium underline-offset-2 hover:text-accent hover:underline">
              {w.name}
            </Link>
            {w.description && (
              <span className="line-clamp-1 hidden max-w-md text-xs text-muted sm:[display:-webkit-box]">{w.description}</span>
            )}
            <span className="flex items-center gap-1.5 text-xs text-muted md:hidden">
              <TriggerIcon trigger={w.trigger_type} />
              {t(`trigger.${w.trigger_type}` as 'trigger.manual')}
            </span>
          </div>
        ),
      },
      { id: 'status', header: t('workflows.status'), cell: ({ row }) => <StatusBadge workflow={row.original} /> },
      {
        id: 'trigger',
        header: t('workflows.trigger'),
        meta: { className: 'hidden md:table-cell' },
        cell: ({ row }) => (
          <span className="flex items-center gap-2 whitespace-nowrap text-muted">
            <TriggerIcon trigger={row.original.trigger_type} />
            {t(`trigger.${row.original.trigger_type}` as 'trigger.manual')}
          </span>
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
        meta: { className: 'hidden lg:table-cell' },
        cell: ({ row: { original: w } }) => (
          <span className="flex items-center gap-3">
            {w.recent_days && <Sparkline recent={w.recent_days} />}
            {typeof w.success_rate === 'number' && (
              <span className={cn('tabular whitespace-nowrap', w.success_rate < 0.9 && 'text-danger')}>
                {numbers.percent(w.success_rate)} <span className="text-xs text-muted">({numbers.whole(w.execution_count)})</span>
              </span>
            )}
          </span>
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
