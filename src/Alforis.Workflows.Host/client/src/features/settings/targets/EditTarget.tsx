import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { putAtFields } from '@/shared/api/fieldErrors';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { readHeaders } from './headerText';
import { type Change, type Target, useChangeTarget } from './queries';
import { TargetFields, type TargetForm } from './TargetFields';

function changeOf(values: TargetForm): Change {
  const read = readHeaders(values.header_text ?? '');
  const headers = 'headers' in read && Object.keys(read.headers).length > 0 ? read.headers : null;
  return {
    description: values.description,
    event_types: values.event_types,
    ...(values.url ? { url: values.url } : {}),
    ...(values.drops_headers || headers ? { headers: values.drops_headers ? null : headers } : {}),
  };
}

/** Changes a target. What is secret stays as it is unless something new is written. */
export function EditTarget({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeTarget(target.id);
  const { name } = target;
  const form = useForm<TargetForm>({
    defaultValues: {
      name,
      url: '',
      description: target.description,
      header_text: '',
      drops_headers: false,
      event_types: target.event_types,
      is_signed: true,
    },
  });
  const submit = form.handleSubmit((values) =>
    change.mutate(changeOf(values), {
      onSuccess: ({ webhook }) => {
        if (webhook.origin === target.origin) toast.success(t('targets.saved', { name }));
        else toast.warning(t('targets.moved', { name }), { duration: 12_000 });
        onClose();
      },
      onError: (error) => putAtFields(error, form.setError, ['url', 'description', 'event_types'], { headers: 'header_text' }),
    }),
  );
  return (
    <Dialog
      open
      keeps={form.formState.isDirty}
      onOpenChange={onClose}
      title={t('targets.edit_title', { name })}
      description={target.origin}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form="edit-target" busy={change.isPending}>
            {t('targets.save')}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form id="edit-target" onSubmit={submit} noValidate className="flex flex-col gap-5">
          <TargetFields isNew={false} hasHeaders={target.has_headers} />
        </form>
      </FormProvider>
    </Dialog>
  );
}
