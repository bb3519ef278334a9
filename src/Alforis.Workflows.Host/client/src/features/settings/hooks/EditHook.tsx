import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { putAtFields } from '@/shared/api/fieldErrors';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { toast } from '@/shared/ui/toast';
import { addressOf } from './curl';
import { type Hook, useChangeHook } from './queries';

/** Changes what a hook is called, and the event of its calls. */
export function EditHook({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeHook(hook.slug);
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { name: hook.name, event: hook.event, description: hook.description },
  });
  const { errors, isDirty } = formState;
  const required = t('targets.required');
  const submit = handleSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        toast.success(t('incoming.saved', { name: values.name }));
        onClose();
      },
      onError: (error) => putAtFields(error, setError, ['name', 'event', 'description']),
    }),
  );
  return (
    <Dialog
      open
      keeps={isDirty}
      onOpenChange={onClose}
      title={t('incoming.edit_title', { name: hook.name })}
      description={addressOf(hook.slug)}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form="edit-hook" busy={change.isPending}>
            {t('targets.save')}
          </Button>
        </>
      }
    >
      <form id="edit-hook" onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field label={t('incoming.name')} error={errors.name?.message} {...register('name', { required })} />
        <Field label={t('incoming.event_field')} error={errors.event?.message} {...register('event', { required })} />
        <Field label={t('incoming.description')} error={errors.description?.message} {...register('description')} />
      </form>
    </Dialog>
  );
}
