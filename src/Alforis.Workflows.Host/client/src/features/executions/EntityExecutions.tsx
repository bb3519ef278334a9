import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, body } from '@/shared/api/client';
import type { EntityType } from '@/shared/crm/entities';
import { Moment } from '@/shared/format/Moment';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { OutcomeBadge } from './outcome';

/** The last executions for an entity, looked at every few seconds: a change is seen to set them off. */
const entityExecutionsQuery = (type: EntityType, id: number) =>
  queryOptions({
    queryKey: ['executions', 'entity', type, id],
    refetchInterval: 3000,
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/executions', { params: { query: { entity_type: type, entity_id: id, limit: 8 } }, signal })),
  });

/** The workflows that ran for an organisation or a deal, and how that went. */
export function EntityExecutions({ type, id }: { type: EntityType; id: number }) {
  const { t } = useTranslation();
  const list = useQuery(entityExecutionsQuery(type, id));
  return (
    <Card aria-label={t('crm.executions')}>
      <CardTitle title={t('crm.executions')} />
      {list.isPending ? (
        <LoadingRows rows={2} />
      ) : list.isLoadingError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <p className="px-5 py-6 text-sm text-muted">
          {t('crm.executions_empty')} {t('crm.executions_live')}
        </p>
      ) : (
        <ul className="divide-y">
          {list.data.items.map((e) => (
            <li key={e.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3 text-sm">
              <OutcomeBadge status={e.status} />
              <Link
                to={`/workflows/${e.workflow_id}/executions/${e.id}`}
                className="min-w-0 flex-1 rounded font-medium break-words underline-offset-2 hover:text-accent hover:underline"
              >
                {e.workflow_name ?? `#${e.workflow_id}`} <span className="font-normal text-muted">#{e.id}</span>
              </Link>
              <span className="text-xs text-muted">
                <Moment value={e.created_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
