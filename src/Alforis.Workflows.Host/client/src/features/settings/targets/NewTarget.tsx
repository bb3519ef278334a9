import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { putAtFields } from '@/shared/api/fieldErrors';
import { ApiProblem } from '@/shared/api/problem';
import { sentenceOf } from '@/shared/problems/words';
import { Button } from '@/shared/ui/Button';
import { Checkbox } from '@/shared/ui/Checkbox';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { SecretOnce } from '@/shared/ui/SecretOnce';
import { toast } from '@/shared/ui/toast';
import { readHeaders } from './headerText';
import { useCreateTarget } from './queries';
import { TargetFields, type TargetForm } from './TargetFields';

/** Makes a target, then shows the secret that signs its calls, once. */
export function NewTarget({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCreateTarget();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<TargetForm>({
    defaultValues: { name: '', url: '', description: '', header_text: '', drops_headers: false, event_types: [], is_signed: true },
  });
  const { errors } = form.formState;
  const name = form.watch('name');
  const submit = form.handleSubmit((values) => {
    const read = readHeaders(values.header_text);
    create.mutate(
      {
        name: values.name,
        url: values.url,
        description: values.description,
        headers: 'headers' in read ? read.headers : {},
        event_types: values.event_types,
        is_signed: values.is_signed,
      },
      {
        onSuccess: (made) => {
          toast.success(t('targets.created', { name: values.name }));
          if (made.secret) setSecret(made.secret);
          else onClose();
        },
        onError: (error) => {
          if (error instanceof ApiProblem && error.status === 409)
            form.setError('name', { type: 'server', message: sentenceOf(error) }, { shouldFocus: true });
          else putAtFields(error, form.setError, ['name', 'url', 'description', 'event_types'], { headers: 'header_text' });
        },
      },
    );
  });
  if (secret)
    return (
      <Dialog
        open
        keeps
        onOpenChange={onClose}
        title={t('secrets.made', { name })}
        footer={
          <Button look="primary" onClick={onClose}>
            {t('copy.understood')}
          </Button>
        }
      >
        <SecretOnce label={t('secrets.secret')} secret={secret} />
      </Dialog>
    );
  return (
    <Dialog
      open
      keeps={form.formState.isDirty}
      onOpenChange={onClose}
      title={t('targets.new')}
      description={t('targets.new_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form="new-target" busy={create.isPending}>
            {t('action.create')}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form id="new-target" onSubmit={submit} noValidate className="flex flex-col gap-5">
          <Field
            label={t('targets.name')}
            hint={t('targets.name_hint')}
            autoComplete="off"
            error={errors.name?.message}
            {...form.register('name', { required: t('targets.required'), setValueAs: (value: string) => value.trim() })}
          />
          <TargetFields isNew hasHeaders={false} />
          <Checkbox label={t('targets.is_signed')} hint={t('targets.is_signed_hint')} {...form.register('is_signed')} />
        </form>
      </FormProvider>
    </Dialog>
  );
}
