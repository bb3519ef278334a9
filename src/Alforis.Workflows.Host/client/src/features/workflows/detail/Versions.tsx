import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Moment } from '@/shared/format/Moment';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';
import type { Workflow } from '../queries';

/** The versions of a workflow, the newest first, and the way back to one. */
export function Versions({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const may = useMay();
  const queries = useQueryClient();
  const { id } = workflow;
  const versions = useQuery({
    queryKey: ['workflows', id, 'versions', workflow.version],
    queryFn: () => body(api.GET('/api/v1/workflows/{id}/versions', { params: { path: { id }, query: { limit: 20 } } })),
  });
  const restore = useMutation({
    mutationFn: (version: number) => api.POST('/api/v1/workflows/{id}/versions/{version}/restore', { params: { path: { id, version } } }),
    onSuccess: (_, version) => {
      toast.success(t('detail.restored', { version }));
      return queries.invalidateQueries({ queryKey: ['workflows'] });
    },
    onError: tellProblem,
  });
  return (
    <Card className="self-start">
      <h2 className="border-b px-4 py-3 font-semibold">{t('detail.versions')}</h2>
      {versions.isPending && <LoadingRows rows={3} />}
      {versions.isError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      <ol>
        {versions.data?.items.map((version) => (
          <li key={version.version} className="flex flex-col gap-1.5 border-b px-4 py-3 text-sm last:border-b-0">
            <p className="flex items-center justify-between gap-2 font-medium">
              {t('detail.version', { version: version.version })}
              {version.is_current && <Badge tone="accent">{t('detail.current')}</Badge>}
            </p>
            <p className="text-xs break-words text-muted">
              <Moment value={version.created_at} />
              {version.created_by_email && ` · ${version.created_by_email}`}
            </p>
            {!version.is_current && may('workflows:update') && !workflow.is_subscription && (
              <Button
                size="sm"
                className="self-start"
                busy={restore.isPending && restore.variables === version.version}
                onClick={() => restore.mutate(version.version)}
              >
                {t('detail.restore')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
