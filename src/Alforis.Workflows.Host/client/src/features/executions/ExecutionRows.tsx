import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { DataTable } from '@/shared/ui/DataTable';
import { EntityLink } from './EntityLink';
import { FailureText } from './FailureText';
import { OutcomeBadge } from './outcome';
import type { Execution } from './queries';

/** Executions as rows: how they stand, what they ran for, and why they failed. */
export function ExecutionRows({ executions, withWorkflow }: { executions: Execution[]; withWorkflow: boolean }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const columns = useMemo<ColumnDef<Execution>[]>(
    () => [
      { id: 'status', header: t('workflows.status'), cell: ({ row }) => <OutcomeBadge status={row.original.status} /> },
      {
        id: 'execution',
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
      ...(withWorkflow
        ? [
            {
              id: 'workflow',
              header: t('detail.workflow'),
              cell: ({ row: { original: e } }) => (
                <Link
                  to={`/workflows/${e.workflow_id}`}
                  className="line-clamp-2 min-w-32 rounded underline-offset-2 hover:text-accent hover:underline"
                >
                  {e.workflow_name ?? `#${e.workflow_id}`}
                </Link>
              ),
            } satisfies ColumnDef<Execution>,
          ]
        : []),
      {
        id: 'entity',
        header: t('detail.entity'),
        cell: ({ row: { original: e } }) => (
          <span className="line-clamp-2 min-w-32">
            <EntityLink type={e.entity_type} id={e.entity_id} name={e.entity_name} />
          </span>
        ),
      },
      { id: 'moment', header: t('detail.started'), cell: ({ row }) => <Moment value={row.original.created_at} /> },
      {
        id: 'duration',
        header: t('detail.duration'),
        meta: { className: 'text-right tabular whitespace-nowrap' },
        cell: ({ row }) => (typeof row.original.duration_ms === 'number' ? numbers.duration(row.original.duration_ms) : '—'),
      },
      {
        id: 'error',
        header: () => <span className="sr-only">{t('execution.error')}</span>,
        meta: { className: 'hidden lg:table-cell' },
        cell: ({ row: { original: e } }) =>
          e.error && (
            <FailureText
              error={e.error}
              code={e.error_code}
              className={`line-clamp-2 max-w-72 text-xs ${e.status === 'failed' ? 'text-danger' : 'text-muted'}`}
            />
          ),
      },
    ],
    [t, numbers, withWorkflow],
  );
  return <DataTable label={t('nav.executions')} columns={columns} rows={executions} rowKey={(e) => String(e.id)} />;
}
