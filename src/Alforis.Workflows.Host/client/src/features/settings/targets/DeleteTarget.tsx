import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { type Target, targetQuery, useDeleteTarget } from './queries';

/** Asks before a target is deleted; names the active workflows that stand in the way. */
export function DeleteTarget({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation();
  const { name } = target;
  const deleting = useDeleteTarget(target.id);
  const { data } = useQuery(targetQuery(target.id));
  const callers = data?.workflows?.filter((w) => w.status === 'active' && !w.is_subscription) ?? [];
  const remove = () =>
    deleting.mutate(undefined, {
      onSuccess: () => {
        onClose();
        toast.success(t('targets.deleted', { name }));
      },
      onError: tellProblem,
    });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('targets.delete_title', { name })}
      description={t('targets.delete_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="danger" disabled={callers.length > 0} busy={deleting.isPending} onClick={remove}>
            {t('action.delete')}
          </Button>
        </>
      }
    >
      {callers.length > 0 && (
        <div role="alert" className="flex flex-col gap-2 rounded-lg bg-warning-soft p-3 text-sm text-warning">
          <p>{t('targets.delete_refused')}</p>
          <ul className="list-disc pl-5">
            {callers.map((caller) => (
              <li key={caller.id} className="break-words">
                {caller.name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
