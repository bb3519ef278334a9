import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { ApiProblem } from '@/shared/api/problem';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Field } from '@/shared/ui/Field';
import { Logo } from '@/shared/ui/Logo';
import { usePageTitle } from '@/shared/ui/PageTitle';
import { Preferences } from '@/shared/ui/Preferences';
import { destination } from './safePath';
import { meQuery, useSignIn } from './session';

export function LoginPage() {
  const { t } = useTranslation();
  usePageTitle(t('login.title'));
  const [params] = useSearchParams();
  const me = useQuery(meQuery);
  const signIn = useSignIn();
  const [asksForCode, setAsksForCode] = useState(false);
  const form = useForm({ defaultValues: { email: '', password: '', totp: '' } });

  const problem = signIn.error instanceof ApiProblem ? signIn.error : null;
  const isCode = problem?.errors.some((e) => e.code.startsWith('totp_')) ?? false;
  const message = !signIn.error
    ? null
    : problem === null
      ? t('error.away')
      : problem.status === 429
        ? t('login.many')
        : isCode
          ? problem.errors.some((e) => e.code === 'totp_invalid')
            ? t('login.code_wrong')
            : null
          : problem.status === 401
            ? t('login.wrong')
            : problem.status >= 500
              ? t('error.away')
              : problem.sentence;

  const submit = form.handleSubmit((values) =>
    signIn.mutate(
      { email: values.email, password: values.password, ...(values.totp ? { totp: values.totp } : {}) },
      {
        onError: (error) => {
          if (error instanceof ApiProblem && error.errors.some((e) => e.code.startsWith('totp_'))) setAsksForCode(true);
        },
      },
    ),
  );

  // Signed in here, or in another tab meanwhile.
  if (me.data) return <Navigate to={destination(params, me.data.id)} replace />;

  return (
    <div className="flex min-h-dvh flex-col">
      <div className="flex justify-end gap-1 p-4">
        <Preferences />
      </div>
      <main className="flex flex-1 items-center justify-center px-4 pb-24">
        <Card className="w-full max-w-sm p-7">
          <div className="mb-6 flex flex-col gap-4">
            <Logo />
            <div className="flex flex-col gap-1">
              <h1 className="text-xl font-semibold">{t('login.title')}</h1>
              <p className="text-sm text-muted">{t('login.lead')}</p>
            </div>
          </div>
          <form onSubmit={submit} noValidate className="flex flex-col gap-4">
            {params.has('ended') && !signIn.error && (
              <p role="status" className="rounded-lg bg-info-soft px-3 py-2 text-sm text-info">
                {t('login.ended')}
              </p>
            )}
            <Field
              label={t('login.email')}
              type="email"
              autoComplete="username"
              autoFocus
              error={form.formState.errors.email && t('login.required')}
              {...form.register('email', { required: true, setValueAs: (value: string) => value.trim() })}
            />
            <Field
              label={t('login.password')}
              type="password"
              autoComplete="current-password"
              error={form.formState.errors.password && t('login.required')}
              {...form.register('password', { required: true })}
            />
            {asksForCode && (
              <Field
                label={t('login.code')}
                hint={t('login.code_hint')}
                autoComplete="one-time-code"
                inputMode="numeric"
                autoFocus
                {...form.register('totp', { setValueAs: (value: string) => value.trim() })}
              />
            )}
            {message && (
              <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
                {message}
              </p>
            )}
            <Button look="primary" type="submit" busy={signIn.isPending} className="mt-1 h-10!">
              {t('login.submit')}
            </Button>
          </form>
        </Card>
      </main>
    </div>
  );
}
