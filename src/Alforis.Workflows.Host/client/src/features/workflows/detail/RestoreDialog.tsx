import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import type { Workflow } from '../queries';

/** Asks before an earlier version becomes the newest one, and says what comes of it. */
export function RestoreDialog({ workflow, version, onClose }: { workflow: Workflow; version: number; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: () => api.POST('/api/v1/workflows/{id}/versions/{version}/restore', { params: { path: { id: workflow.id, version } } }),
    onSuccess: () => {
      toast.success(t('detail.restored', { version }));
      onClose();
      return queries.invalidateQueries({ queryKey: ['workflows'] });
    },
    onError: tellProblem,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('versions.restore_title', { version })}
      description={t(workflow.status === 'active' ? 'versions.restore_active' : 'versions.restore_inactive', {
        next: workflow.version + 1,
      })}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" busy={restore.isPending} onClick={() => restore.mutate()}>
            {t('versions.restore')}
          </Button>
        </>
      }
    />
  );
}
