import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/features/auth/session';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { isAtFields } from '../problemAt';
import { OneField } from './OneField';

/** Asks for the password, and then for no more codes. */
export function StopCodesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm({ defaultValues: { value: '' } });
  const stop = useMutation({
    mutationFn: (password: string) => api.POST('/api/v1/auth/totp/disable', { body: { password } }),
    onSuccess: async () => {
      toast.success(t('account.codes_stopped'));
      onClose();
      await queries.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
    },
    onError: (error) => {
      if (!isAtFields(error, ['/password'])) tellProblem(error);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('account.codes_stop')}
      description={t('account.codes_stop_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="danger" type="submit" form="stop-codes" busy={stop.isPending}>
            {t('account.codes_stop')}
          </Button>
        </>
      }
    >
      <OneField id="stop-codes" kind="password" form={form} error={stop.error} onSubmit={(password) => stop.mutate(password)} />
    </Dialog>
  );
}
