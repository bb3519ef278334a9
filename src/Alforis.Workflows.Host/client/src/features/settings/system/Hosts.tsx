import type { ColumnDef } from '@tanstack/react-table';
import { Server } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '@/shared/format/Moment';
import { Badge } from '@/shared/ui/Badge';
import { Card } from '@/shared/ui/Card';
import { DataTable } from '@/shared/ui/DataTable';
import { EmptyState } from '@/shared/ui/States';
import { isSilent, type System } from './findings';

type Host = System['hosts'][number];

/** The hosts that run, and what each does. */
export function Hosts({ system: { hosts, now } }: { system: System }) {
  const { t } = useTranslation();
  const columns = useMemo<ColumnDef<Host>[]>(
    () => [
      {
        id: 'name',
        header: t('system.host'),
        cell: ({ row: { original: h } }) => (
          <div className="flex flex-col gap-0.5">
            <span className="font-medium">{h.name}</span>
            <span className="text-xs text-muted">{t('system.process', { id: h.process_id, version: h.version })}</span>
          </div>
        ),
      },
      {
        id: 'state',
        header: t('system.state'),
        cell: ({ row: { original: h } }) =>
          isSilent(h.seen_at, now) ? (
            <Badge tone="warning">{t('system.not_heard')}</Badge>
          ) : (
            <Badge tone="success">{t('system.alive')}</Badge>
          ),
      },
      {
        id: 'roles',
        header: t('system.roles'),
        meta: { className: 'hidden sm:table-cell' },
        cell: ({ row }) => (
          <span className="flex flex-wrap gap-1.5">
            {row.original.roles.map((role) => (
              <Badge key={role}>{t(`system.role.${role}` as 'system.role.api', role)}</Badge>
            ))}
          </span>
        ),
      },
      { id: 'since', header: t('system.since'), cell: ({ row }) => <Moment value={row.original.started_at} /> },
    ],
    [t, now],
  );
  return (
    <Card>
      <h2 className="border-b px-4 py-3 font-semibold">{t('system.hosts')}</h2>
      {hosts.length === 0 ? (
        <EmptyState icon={Server} title={t('system.no_hosts')}>
          {t('system.no_hosts_hint')}
        </EmptyState>
      ) : (
        <DataTable label={t('system.hosts')} columns={columns} rows={hosts} rowKey={(h) => h.id} />
      )}
    </Card>
  );
}
