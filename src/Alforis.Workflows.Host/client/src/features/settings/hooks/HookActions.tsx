import { Ellipsis, KeyRound, PencilLine, ShieldOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { Menu, MenuItem, MenuSeparator } from '@/shared/ui/Menu';
import { toast } from '@/shared/ui/toast';
import { RotateDialog } from '../secrets/RotateDialog';
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
  const done = (said: string) => ({
    onSuccess: () => {
      close();
      toast.success(said);
    },
    onError: tellProblem,
  });
  if (!may('incoming_hooks:update') && !may('incoming_hooks:delete')) return null;
  return (
    <>
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label={`${t('action.more')} : ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {may('incoming_hooks:update') && (
          <>
            <MenuItem onSelect={() => setOpen('edit')}>
              <PencilLine aria-hidden />
              {t('incoming.edit')}
            </MenuItem>
            <MenuItem onSelect={() => setOpen('rotate')}>
              <KeyRound aria-hidden />
              {t('secrets.rotate')}
            </MenuItem>
            <MenuItem disabled={hook.secrets < 2} onSelect={() => setOpen('retire')}>
              <ShieldOff aria-hidden />
              {t('secrets.retire')}
            </MenuItem>
          </>
        )}
        {may('incoming_hooks:delete') && (
          <>
            <MenuSeparator />
            <MenuItem danger onSelect={() => setOpen('delete')}>
              <Trash2 aria-hidden />
              {t('action.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
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
      <ConfirmDialog
        open={open === 'retire'}
        onOpenChange={close}
        title={t('secrets.retire_title', { name })}
        description={t('secrets.retire_text')}
        confirm={t('secrets.retire')}
        busy={retire.isPending}
        onConfirm={() => retire.mutate(undefined, done(t('secrets.retired')))}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={close}
        title={t('incoming.delete_title', { name })}
        description={t('incoming.delete_text')}
        confirm={t('action.delete')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, done(t('incoming.deleted', { name })))}
      />
    </>
  );
}
