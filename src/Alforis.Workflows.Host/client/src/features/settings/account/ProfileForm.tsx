import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { meQuery, useMe } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { chooseLanguage, type Language } from '@/shared/i18n';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { Field } from '@/shared/ui/Field';
import { toast } from '@/shared/ui/toast';
import { isAtFields, problemAt } from '../problemAt';

type Values = { first_name: string; last_name: string; language: Language; time_zone: string };

/** One's name, language and time zone. */
export function ProfileForm() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const zones = useId();
  const form = useForm<Values>({
    defaultValues: {
      first_name: me.first_name,
      last_name: me.last_name,
      language: me.language === 'en' ? 'en' : 'fr',
      time_zone: me.time_zone,
    },
  });
  const change = useMutation({
    mutationFn: (values: Values) => body(api.PATCH('/api/v1/auth/me', { body: values })),
    onSuccess: async (changed, values) => {
      queries.setQueryData(meQuery.queryKey, changed);
      form.reset(values, { keepDirtyValues: true });
      if (values.language !== me.language) await chooseLanguage(values.language);
      toast.success(i18n.t('account.saved'));
    },
    onError: (error) => {
      if (!isAtFields(error, ['/first_name', '/last_name', '/time_zone'])) tellProblem(error);
    },
  });
  const { isDirty } = form.formState;
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-col gap-0.5">
        <h2 className="font-semibold">{t('account.profile')}</h2>
        <p className="text-sm break-words text-muted">{me.email}</p>
      </div>
      <form noValidate onSubmit={form.handleSubmit((values) => change.mutate(values))} className="flex max-w-2xl flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('users.first_name')}
            autoComplete="given-name"
            maxLength={100}
            error={problemAt(change.error, '/first_name')}
            {...form.register('first_name')}
          />
          <Field
            label={t('users.last_name')}
            autoComplete="family-name"
            maxLength={100}
            error={problemAt(change.error, '/last_name')}
            {...form.register('last_name')}
          />
          <div className="flex flex-col gap-1.5">
            <span className="text-sm font-medium" aria-hidden>
              {t('account.language')}
            </span>
            <Choice
              label={t('account.language')}
              value={form.watch('language')}
              options={[
                { value: 'fr', label: t('language.fr') },
                { value: 'en', label: t('language.en') },
              ]}
              onChange={(value) => form.setValue('language', value === 'en' ? 'en' : 'fr', { shouldDirty: true })}
              className="h-10! border-line-strong/60! text-base!"
            />
          </div>
          <Field
            label={t('account.time_zone')}
            list={zones}
            hint={t('account.time_zone_hint')}
            error={problemAt(change.error, '/time_zone')}
            {...form.register('time_zone')}
          />
        </div>
        <datalist id={zones}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <div>
          <Button look="primary" type="submit" busy={change.isPending} disabled={!isDirty}>
            {t('account.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
