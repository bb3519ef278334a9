import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Field } from '@/shared/ui/Field';
import { problemAt } from '../problemAt';

type Props = {
  id: string;
  kind: 'password' | 'code';
  form: UseFormReturn<{ value: string }>;
  error: unknown;
  onSubmit: (value: string) => void;
};

/** A form of one thing: one's password, or a code. */
export function OneField({ id, kind, form, error, onSubmit }: Props) {
  const { t } = useTranslation();
  const isCode = kind === 'code';
  return (
    <form id={id} noValidate onSubmit={form.handleSubmit(({ value }) => onSubmit(value.trim()))}>
      <Field
        label={isCode ? t('account.code') : t('account.confirm_password')}
        type={isCode ? 'text' : 'password'}
        inputMode={isCode ? 'numeric' : undefined}
        autoComplete={isCode ? 'one-time-code' : 'current-password'}
        maxLength={isCode ? 40 : 1000}
        error={form.formState.errors.value ? t('login.required') : problemAt(error, `/${kind}`)}
        {...form.register('value', { required: true })}
      />
    </form>
  );
}
