import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button, buttonStyles } from '@/shared/ui/Button';
import { Copyable } from '@/shared/ui/Copyable';
import { Dialog } from '@/shared/ui/Dialog';
import { isAtFields } from '../problemAt';
import { EnrolmentCode } from './EnrolmentCode';
import { OneField } from './OneField';

const unlessAt = (pointer: string) => (error: unknown) => {
  if (!isAtFields(error, [pointer])) tellProblem(error);
};

/** Sets one-time codes up: the password, the secret and a first code, then the recovery codes. */
export function CodesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const passwordForm = useForm({ defaultValues: { value: '' } });
  const codeForm = useForm({ defaultValues: { value: '' } });
  const begin = useMutation({
    mutationFn: (password: string) => body(api.POST('/api/v1/auth/totp', { body: { password } })),
    onError: unlessAt('/password'),
  });
  const confirm = useMutation({
    mutationFn: (code: string) => body(api.POST('/api/v1/auth/totp/confirm', { body: { code } })),
    onError: unlessAt('/code'),
  });
  const close = () => {
    if (confirm.data) void queries.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
    onClose();
  };
  const step = confirm.data ? 'recovery' : begin.data ? 'code' : 'password';
  return (
    <Dialog
      open
      keeps={step === 'recovery'}
      onOpenChange={close}
      title={step === 'recovery' ? t('account.recovery') : t('account.codes')}
      description={step === 'recovery' ? t('account.recovery_text') : step === 'code' ? t('account.enrol') : t('account.codes_off')}
      footer={
        step === 'recovery' ? (
          <Button look="primary" onClick={close}>
            {t('users.done')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t('action.cancel')}</Button>
            <Button look="primary" type="submit" form={`codes-${step}`} busy={begin.isPending || confirm.isPending}>
              {step === 'code' ? t('account.activate') : t('account.continue')}
            </Button>
          </>
        )
      }
    >
      {confirm.data ? (
        <Copyable label={t('account.recovery')} isLabelled={false} value={confirm.data.recovery_codes.join('\n')} />
      ) : begin.data ? (
        <div className="flex flex-col gap-4">
          <div className="flex flex-col items-center gap-3">
            <EnrolmentCode uri={begin.data.otpauth_uri} />
            <a href={begin.data.otpauth_uri} className={buttonStyles({ look: 'secondary' })}>
              <ExternalLink aria-hidden />
              {t('account.open_app')}
            </a>
          </div>
          <div className="flex flex-col gap-1.5">
            <Copyable label={t('account.secret')} value={begin.data.secret} />
            <p className="text-sm text-muted">{t('account.secret_hint')}</p>
          </div>
          <OneField id="codes-code" kind="code" form={codeForm} error={confirm.error} onSubmit={(code) => confirm.mutate(code)} />
        </div>
      ) : (
        <OneField
          id="codes-password"
          kind="password"
          form={passwordForm}
          error={begin.error}
          onSubmit={(password) => begin.mutate(password)}
        />
      )}
    </Dialog>
  );
}
