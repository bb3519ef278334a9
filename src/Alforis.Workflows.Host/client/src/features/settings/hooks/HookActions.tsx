import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { toast } from '@/shared/ui/toast';
import { RetireDialog } from '../secrets/RetireDialog';
import { RotateDialog } from '../secrets/RotateDialog';
import { SecretMenu } from '../secrets/SecretMenu';
import { EditHook } from './EditHook';
import { HookExample } from './HookExample';
import { type Hook, useDeleteHook, useRetireHook, useRotateHook } from './queries';

/** Everything that can be done with a hook, as far as the user may. */
export function HookActions({ hook }: { hook: Hook }) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState<'edit' | 'rotate' | 'retire' | 'delete' | null>(null);
  const rotate = useRotateHook(hook.slug);
  const retire = useRetireHook(hook.slug);
  const remove = useDeleteHook(hook.slug);
  const { name } = hook;
  const close = () => setOpen(null);
  return (
    <>
      <SecretMenu
        name={name}
        secrets={hook.secrets}
        edit={t('incoming.edit')}
        mayUpdate={may('incoming_hooks:update')}
        mayDelete={may('incoming_hooks:delete')}
        onChoose={setOpen}
      />
      {open === 'edit' && <EditHook hook={hook} onClose={close} />}
      {open === 'rotate' && (
        <RotateDialog
          name={name}
          description={t('secrets.rotate_hook')}
          onClose={close}
          rotate={async (retireOld) => (await rotate.mutateAsync(retireOld)).secret}
          example={(secret) => <HookExample hook={hook} secret={secret} />}
        />
      )}
      <RetireDialog
        name={name}
        open={open === 'retire'}
        busy={retire.isPending}
        onClose={close}
        retire={() => retire.mutateAsync(undefined)}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={close}
        title={t('incoming.delete_title', { name })}
        description={t('incoming.delete_text')}
        confirm={t('action.delete')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              close();
              toast.success(t('incoming.deleted', { name }));
            },
            onError: tellProblem,
          })
        }
      />
    </>
  );
}
