import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/shared/api/problem';
import { tellProblem } from '@/shared/api/tellProblem';
import { errorSentence } from '@/shared/problems/words';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { useDeleteTemplate } from './queries';

type Props = { template: { id: number; name: string }; onClose: () => void; onDeleted: () => void };

/** Asks before a template is deleted; names the active workflows that stand in the way. */
export function DeleteTemplate({ template: { id, name }, onClose, onDeleted }: Props) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useDeleteTemplate(id);
  const callers = error instanceof ApiProblem && error.status === 409 ? error.errors : [];
  const remove = () =>
    mutate(undefined, {
      onSuccess: () => {
        toast.success(t('mailTemplates.deleted', { name }));
        onDeleted();
      },
      onError: (problem) => {
        if (!(problem instanceof ApiProblem && problem.status === 409)) tellProblem(problem);
      },
    });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('mailTemplates.delete_title', { name })}
      description={t('mailTemplates.delete_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="danger" busy={isPending} disabled={callers.length > 0} onClick={remove}>
            {t('action.delete')}
          </Button>
        </>
      }
    >
      {callers.length > 0 && (
        <div role="alert" className="flex flex-col gap-2 rounded-lg bg-warning-soft p-3 text-sm text-warning">
          <p>{t('mailTemplates.delete_refused')}</p>
          <ul className="list-disc pl-5">
            {callers.map((caller) => (
              <li key={caller.message} className="break-words">
                {errorSentence(caller)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
