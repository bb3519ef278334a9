import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { SecretOnce } from '@/shared/ui/SecretOnce';
import { isAtFields, problemAt } from '../problemAt';
import { newPassword } from './newPassword';
import { type Role, useAccountChange } from './queries';
import { RoleChecks } from './RoleChecks';

type Values = { email: string; first_name: string; last_name: string; password: string };
const pointers = ['/email', '/password', '/first_name', '/last_name'];

/** Makes an account. A password that was generated is shown once. */
export function UserDialog({ roles, onClose }: { roles: Role[]; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const form = useForm<Values>({ defaultValues: { email: '', first_name: '', last_name: '', password: '' } });
  const [given, setGiven] = useState<string[]>([]);
  const [generated, setGenerated] = useState<string | null>(null);
  const create = useAccountChange((body: Values & { roles: string[] }) =>
    api.POST('/api/v1/users', { body: { ...body, language: i18n.language === 'fr' ? 'fr' : 'en' } }),
  );
  const submit = form.handleSubmit((values) => {
    const password = values.password || newPassword();
    create.mutate(
      { ...values, password, roles: given },
      {
        onSuccess: () => (values.password ? onClose() : setGenerated(password)),
        onError: (error) => {
          if (!isAtFields(error, pointers)) tellProblem(error);
        },
      },
    );
  });
  if (generated)
    return (
      <Dialog
        open
        keeps
        onOpenChange={onClose}
        title={t('users.created')}
        description={form.getValues('email')}
        footer={
          <Button look="primary" onClick={onClose}>
            {t('users.done')}
          </Button>
        }
      >
        <SecretOnce label={t('users.secret')} secret={generated} />
      </Dialog>
    );
  const { errors } = form.formState;
  return (
    <Dialog
      open
      keeps
      onOpenChange={onClose}
      title={t('users.new')}
      description={t('users.create_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form="new-user" busy={create.isPending}>
            {t('action.create')}
          </Button>
        </>
      }
    >
      <form id="new-user" noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t('users.email')}
          type="email"
          maxLength={320}
          error={errors.email ? t('login.required') : problemAt(create.error, '/email')}
          {...form.register('email', { required: true })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('users.first_name')}
            maxLength={100}
            error={problemAt(create.error, '/first_name')}
            {...form.register('first_name')}
          />
          <Field
            label={t('users.last_name')}
            maxLength={100}
            error={problemAt(create.error, '/last_name')}
            {...form.register('last_name')}
          />
        </div>
        <Field
          label={t('users.password')}
          type="password"
          autoComplete="new-password"
          maxLength={1000}
          hint={t('users.password_hint')}
          error={problemAt(create.error, '/password')}
          {...form.register('password')}
        />
        {may('roles:assign') && <RoleChecks roles={roles} value={given} onChange={setGiven} />}
      </form>
    </Dialog>
  );
}
