import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Choice } from '@/shared/ui/Choice';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { toast } from '@/shared/ui/toast';
import { useWriteActivity } from './queries';

const types = ['appel', 'reunion', 'note'] as const;
type Form = { type: (typeof types)[number]; title: string; description: string };

/** Writes down a call, a meeting or a note with an organisation. */
export function ActivityDialog({ organisation, onClose }: { organisation: number; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const write = useWriteActivity();
  const form = useForm<Form>({ defaultValues: { type: 'appel', title: '', description: '' } });
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ type, title, description }) =>
    write.mutate(
      { organisation_id: organisation, type, title: title.trim(), description: description.trim() || null },
      {
        onSuccess: () => {
          toast.success(t('crm.activity_done'));
          onClose();
        },
        onError: tellProblem,
      },
    ),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('crm.write_down')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form={id} busy={write.isPending}>
            {t('crm.save')}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4 pt-1">
        <Controller
          control={form.control}
          name="type"
          render={({ field }) => (
            <Choice
              label={t('crm.activity_type')}
              value={field.value}
              options={types.map((value) => ({ value, label: t(`crm.activity.${value}`) }))}
              onChange={field.onChange}
              className="self-start"
            />
          )}
        />
        <Field
          label={t('crm.activity_title')}
          maxLength={500}
          error={errors.title?.message}
          {...form.register('title', { validate: (text) => text.trim() !== '' || t('crm.required') })}
        />
        <div className="flex flex-col gap-1.5">
          <label htmlFor={`${id}-text`} className="text-sm font-medium">
            {t('crm.activity_text')}
          </label>
          <textarea
            id={`${id}-text`}
            rows={4}
            maxLength={100_000}
            className="w-full rounded-lg border border-line-strong/60 bg-surface px-3 py-2 focus-visible:border-accent"
            {...form.register('description')}
          />
        </div>
      </form>
    </Dialog>
  );
}
