import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { putAtFields } from '@/shared/api/fieldErrors';
import { ApiProblem } from '@/shared/api/problem';
import { sentenceOf } from '@/shared/problems/words';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { SecretOnce } from '@/shared/ui/SecretOnce';
import { HookExample } from './HookExample';
import { type Hook, useCreateHook } from './queries';

type Form = { slug: string; name: string; event: string; description: string; kind: Hook['kind'] };

/** Makes a hook, then shows its secret, once, with a call to try it. */
export function NewHook({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCreateHook();
  const [made, setMade] = useState<{ hook: Hook; secret: string } | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<Form>({
    defaultValues: { slug: '', name: '', event: '', description: '', kind: 'signature' },
  });
  const { errors, isDirty } = formState;
  const submit = handleSubmit((values) =>
    create.mutate(
      { ...values, name: values.name || null, event: values.event || null },
      {
        onSuccess: setMade,
        onError: (error) => {
          if (error instanceof ApiProblem && error.status === 409)
            setError('slug', { type: 'server', message: sentenceOf(error) }, { shouldFocus: true });
          else putAtFields(error, setError, ['slug', 'name', 'event', 'description', 'kind']);
        },
      },
    ),
  );
  if (made)
    return (
      <Dialog
        open
        keeps
        onOpenChange={onClose}
        title={t('incoming.made_title', { name: made.hook.name })}
        footer={
          <Button look="primary" onClick={onClose}>
            {t('copy.understood')}
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <SecretOnce label={t('secrets.secret')} secret={made.secret} />
          <HookExample hook={made.hook} secret={made.secret} />
        </div>
      </Dialog>
    );
  const trimmed = { setValueAs: (value: string) => value.trim() };
  return (
    <Dialog
      open
      keeps={isDirty}
      onOpenChange={onClose}
      title={t('incoming.new')}
      description={t('incoming.new_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form="new-hook" busy={create.isPending}>
            {t('action.create')}
          </Button>
        </>
      }
    >
      <form id="new-hook" onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field
          label={t('incoming.slug')}
          hint={t('incoming.slug_hint')}
          autoComplete="off"
          spellCheck={false}
          error={errors.slug?.message}
          {...register('slug', { required: t('targets.required'), ...trimmed })}
        />
        <Field label={t('incoming.name')} hint={t('incoming.name_hint')} error={errors.name?.message} {...register('name', trimmed)} />
        <Field
          label={t('incoming.event_field')}
          hint={t('incoming.event_hint')}
          error={errors.event?.message}
          {...register('event', trimmed)}
        />
        <Field label={t('incoming.description')} error={errors.description?.message} {...register('description')} />
        <fieldset className="flex flex-col gap-2.5">
          <legend className="mb-2.5 text-sm font-medium">{t('incoming.kind')}</legend>
          {(['signature', 'bearer'] as const).map((kind) => (
            <label key={kind} className="flex items-center gap-2.5 text-sm">
              <input type="radio" value={kind} {...register('kind')} className="size-4 accent-(--accent)" />
              {t(`incoming.kind_${kind}`)}
            </label>
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}
