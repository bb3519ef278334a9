import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StatusBadge } from '@/features/workflows/StatusBadge';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { usesQuery } from './queries';

/** The workflows that send a template: what changes here changes their e-mails. */
export function UsedBy({ template }: { template: number }) {
  const { t } = useTranslation();
  const uses = useQuery(usesQuery(template));
  return (
    <Card>
      <CardTitle title={t('mailTemplates.used_by')} />
      {uses.isPending && <LoadingRows rows={2} />}
      {uses.isLoadingError && <ErrorState error={uses.error} onRetry={() => void uses.refetch()} />}
      {uses.data?.length === 0 && <p className="px-5 py-3 text-sm text-muted">{t('mailTemplates.used_by_none')}</p>}
      <ul className="divide-y">
        {uses.data?.map(({ workflow_id, workflow_name, status, suspended_at }) => (
          <li key={workflow_id} className="flex items-center justify-between gap-3 px-5 py-3 text-sm">
            <Link to={`/workflows/${workflow_id}`} className="min-w-0 break-words underline underline-offset-2">
              {workflow_name}
            </Link>
            <StatusBadge workflow={{ status, suspended_at: suspended_at ?? null }} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
