import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import { ApiProblem } from '@/shared/api/problem';
import { tellProblem } from '@/shared/api/tellProblem';
import type { Entity, EntityType } from '@/shared/crm/entities';
import { errorSentence } from '@/shared/problems/words';
import { Button } from '@/shared/ui/Button';
import { Choice } from '@/shared/ui/Choice';
import { DayField } from '@/shared/ui/DayField';
import { Dialog } from '@/shared/ui/Dialog';
import { EntityPicker } from '@/shared/ui/EntityPicker';
import { Field } from '@/shared/ui/Field';
import { toast } from '@/shared/ui/toast';
import { type Priority, priorities, useCreateTask } from './queries';

type Form = {
  title: string;
  due: string | null;
  priority: Priority;
  about: 'nothing' | EntityType;
  entity: Entity | null;
  assignee: string;
};

/** Makes a task, for oneself or, for who may assign, for others. */
export function NewTaskDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const me = useMe();
  const may = useMay();
  const create = useCreateTask();
  const mayAssign = may('tasks:assign') && may('users:read');
  const users = useQuery({
    queryKey: ['users', 'assignable'],
    enabled: mayAssign,
    queryFn: () => body(api.GET('/api/v1/users', { params: { query: { is_active: true, limit: 100 } } })),
  });
  const form = useForm<Form>({
    defaultValues: { title: '', due: null, priority: 'normal', about: 'nothing', entity: null, assignee: String(me.id) },
  });
  const about = form.watch('about');
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ title, due, priority, entity, assignee }) =>
    create.mutate(
      {
        title: title.trim(),
        due_date: due,
        priority,
        assigned_to: Number(assignee),
        ...(entity?.type === 'organisation' && { organisation_id: entity.id }),
        ...(entity?.type === 'deal' && { deal_id: entity.id }),
      },
      {
        onSuccess: () => {
          toast.success(t('tasks.created', { title: title.trim() }));
          onClose();
        },
        onError: (error) => {
          const wrong = error instanceof ApiProblem ? error.errors.find((e) => e.pointer === '/title') : undefined;
          if (wrong) form.setError('title', { message: errorSentence(wrong) });
          else tellProblem(error);
        },
      },
    ),
  );
  const others = (users.data?.items ?? []).filter((user) => user.id !== me.id);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('tasks.new')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form={id} busy={create.isPending}>
            {t('action.create')}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4 pt-1">
        <Field
          label={t('tasks.new_title')}
          maxLength={500}
          error={errors.title?.message}
          {...form.register('title', { validate: (text) => text.trim() !== '' || t('crm.required') })}
        />
        <div className="flex flex-wrap gap-4">
          <Controller
            control={form.control}
            name="due"
            render={({ field }) => (
              <DayField label={t('tasks.due')} empty={t('tasks.choose_day')} value={field.value} onChange={field.onChange} />
            )}
          />
          <Labelled label={t('tasks.priority')}>
            <Controller
              control={form.control}
              name="priority"
              render={({ field }) => (
                <Choice
                  label={t('tasks.priority')}
                  value={field.value}
                  options={priorities.map((value) => ({ value, label: t(`crm.priority.${value}`) }))}
                  onChange={field.onChange}
                  className="h-10!"
                />
              )}
            />
          </Labelled>
          {mayAssign && (
            <Labelled label={t('tasks.assignee')}>
              <Controller
                control={form.control}
                name="assignee"
                render={({ field }) => (
                  <Choice
                    label={t('tasks.assignee')}
                    value={field.value}
                    options={[
                      { value: String(me.id), label: t('tasks.me') },
                      ...others.map((user) => ({ value: String(user.id), label: user.name || user.email })),
                    ]}
                    onChange={field.onChange}
                    className="h-10!"
                  />
                )}
              />
            </Labelled>
          )}
        </div>
        <Labelled label={t('tasks.about')}>
          <Choice
            label={t('tasks.about')}
            value={about}
            options={[
              { value: 'nothing', label: t('tasks.about_nothing') },
              { value: 'organisation', label: t('entity.organisation') },
              { value: 'deal', label: t('entity.deal') },
            ]}
            onChange={(value) => {
              form.setValue('about', value as Form['about']);
              form.setValue('entity', null);
            }}
            className="h-10 self-start"
          />
        </Labelled>
        {about !== 'nothing' && (
          <Controller
            control={form.control}
            name="entity"
            rules={{ validate: (entity) => entity !== null || t('crm.required') }}
            render={({ field }) => (
              <EntityPicker
                key={about}
                type={about}
                label={t(`entity.${about}`)}
                value={field.value}
                onChange={field.onChange}
                error={errors.entity?.message}
              />
            )}
          />
        )}
      </form>
    </Dialog>
  );
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="text-sm font-medium">
        {label}
      </span>
      {children}
    </div>
  );
}
