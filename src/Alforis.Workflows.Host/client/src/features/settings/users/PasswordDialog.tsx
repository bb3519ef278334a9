import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { SecretOnce } from '@/shared/ui/SecretOnce';
import { toast } from '@/shared/ui/toast';
import { isAtFields, problemAt } from '../problemAt';
import { newPassword } from './newPassword';
import { nameOf, type User, useAccountChange } from './queries';

/** Sets somebody else's password; one that was generated is shown once. */
export function PasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm({ defaultValues: { password: '' } });
  const [generated, setGenerated] = useState<string | null>(null);
  const change = useAccountChange((password: string) =>
    api.POST('/api/v1/users/{id}/password', { params: { path: { id: user.id } }, body: { password } }),
  );
  const submit = form.handleSubmit((values) => {
    const password = values.password || newPassword();
    change.mutate(password, {
      onError: (error) => {
        if (!isAtFields(error, ['/password'])) tellProblem(error);
      },
      onSuccess: () => {
        if (!values.password) setGenerated(password);
        else {
          toast.success(t('users.password_set'));
          onClose();
        }
      },
    });
  });
  return (
    <Dialog
      open
      keeps={Boolean(generated)}
      onOpenChange={onClose}
      title={generated ? t('users.password_set') : t('users.password_title', { name: nameOf(user) })}
      description={generated ? user.email : t('users.password_text')}
      footer={
        generated ? (
          <Button look="primary" onClick={onClose}>
            {t('users.done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button look="primary" type="submit" form="set-password" busy={change.isPending}>
              {t('users.set_password')}
            </Button>
          </>
        )
      }
    >
      {generated ? (
        <SecretOnce label={t('users.secret')} secret={generated} />
      ) : (
        <form id="set-password" noValidate onSubmit={submit}>
          <Field
            label={t('users.new_password')}
            type="password"
            autoComplete="new-password"
            maxLength={1000}
            hint={t('users.password_hint')}
            error={problemAt(change.error, '/password')}
            {...form.register('password')}
          />
        </form>
      )}
    </Dialog>
  );
}
