import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';
import type { Workflow } from '../queries';

/** Asks before an earlier version becomes the newest one, and says what comes of it. */
export function RestoreDialog({ workflow, version, onClose }: { workflow: Workflow; version: number; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  // As it is when one is asked, and not when the page was opened: a colleague's change meanwhile is not gone over.
  const now = useQuery({
    queryKey: ['workflows', workflow.id, 'now'],
    queryFn: async ({ signal }) => {
      const answer = await api.GET('/api/v1/workflows/{id}', { params: { path: { id: workflow.id } }, signal });
      return { workflow: answer.data as Workflow, tag: answer.response.headers.get('ETag') ?? '' };
    },
    staleTime: 0,
    gcTime: 0,
  });
  const current = now.data?.workflow ?? workflow;
  const restore = useMutation({
    mutationFn: (tag: string) =>
      api.POST('/api/v1/workflows/{id}/versions/{version}/restore', {
        params: { path: { id: workflow.id, version } },
        headers: { 'If-Match': tag },
      }),
    onSuccess: () => {
      toast.success(t('detail.restored', { version }));
      onClose();
      void queries.invalidateQueries({ queryKey: ['workflows'] });
    },
    onError: (problem) => {
      tellProblem(problem);
      void queries.invalidateQueries({ queryKey: ['workflows', workflow.id] });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('versions.restore_title', { version })}
      description={t(current.status === 'active' ? 'versions.restore_active' : 'versions.restore_inactive', {
        next: current.version + 1,
      })}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            look="primary"
            busy={restore.isPending}
            disabled={!now.data || now.isFetching}
            onClick={() => now.data && restore.mutate(now.data.tag)}
          >
            {t('versions.restore')}
          </Button>
        </>
      }
    >
      {now.isError && <ErrorState error={now.error} onRetry={() => void now.refetch()} />}
    </Dialog>
  );
}
