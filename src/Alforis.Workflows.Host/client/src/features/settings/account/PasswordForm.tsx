import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/features/auth/session';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Field } from '@/shared/ui/Field';
import { toast } from '@/shared/ui/toast';
import { isAtFields, problemAt } from '../problemAt';
import { sessionsKey } from './queries';

const empty = { current_password: '', new_password: '', again: '' };

/** Another password of one's own. */
export function PasswordForm() {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const form = useForm({ defaultValues: empty });
  const change = useMutation({
    mutationFn: ({ current_password, new_password }: typeof empty) =>
      api.POST('/api/v1/auth/password', { body: { current_password, new_password } }),
    onSuccess: () => {
      form.reset(empty);
      toast.success(t('account.changed'));
      void queries.invalidateQueries({ queryKey: sessionsKey });
    },
    onError: (error) => {
      if (!isAtFields(error, ['/current_password', '/new_password'])) tellProblem(error);
    },
  });
  const { errors } = form.formState;
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-col gap-0.5">
        <h2 className="font-semibold">{t('account.password')}</h2>
        <p className="text-sm text-muted">{t('account.password_text')}</p>
      </div>
      <form noValidate onSubmit={form.handleSubmit((values) => change.mutate(values))} className="flex max-w-2xl flex-col gap-4">
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <Field
          label={t('account.current')}
          type="password"
          autoComplete="current-password"
          maxLength={1000}
          error={errors.current_password ? t('login.required') : problemAt(change.error, '/current_password')}
          {...form.register('current_password', { required: true })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('account.next')}
            type="password"
            autoComplete="new-password"
            maxLength={1000}
            hint={t('account.next_hint')}
            error={errors.new_password ? t('account.next_hint') : problemAt(change.error, '/new_password')}
            {...form.register('new_password', { required: true, minLength: 12 })}
          />
          <Field
            label={t('account.again')}
            type="password"
            autoComplete="new-password"
            maxLength={1000}
            error={errors.again ? t('account.differs') : undefined}
            {...form.register('again', { validate: (value, all) => value === all.new_password })}
          />
        </div>
        <div>
          <Button type="submit" busy={change.isPending}>
            {t('account.change')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
