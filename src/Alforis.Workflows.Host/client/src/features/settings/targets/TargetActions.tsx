import { Ellipsis, KeyRound, PencilLine, Send, ShieldOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { Menu, MenuItem, MenuSeparator } from '@/shared/ui/Menu';
import { toast } from '@/shared/ui/toast';
import { RotateDialog } from '../secrets/RotateDialog';
import { DeleteTarget } from './DeleteTarget';
import { EditTarget } from './EditTarget';
import { type Target, useRetireTarget, useRotateTarget } from './queries';
import { TestTarget } from './TestTarget';

/** Everything that can be done with a target, as far as the user may. */
export function TargetActions({ target }: { target: Target }) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState<'test' | 'edit' | 'rotate' | 'retire' | 'delete' | null>(null);
  const rotate = useRotateTarget(target.id);
  const retire = useRetireTarget(target.id);
  const { name } = target;
  const close = () => setOpen(null);
  return (
    <div className="flex items-center gap-1">
      {may('webhooks:test') && (
        <Button size="sm" disabled={!target.is_active} aria-label={t('targets.test_of', { name })} onClick={() => setOpen('test')}>
          <Send aria-hidden />
          {t('targets.test')}
        </Button>
      )}
      {(may('webhooks:update') || may('webhooks:delete')) && (
        <Menu
          trigger={
            <Button look="ghost" size="icon" aria-label={`${t('action.more')} : ${name}`}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          {may('webhooks:update') && (
            <>
              <MenuItem onSelect={() => setOpen('edit')}>
                <PencilLine aria-hidden />
                {t('targets.edit')}
              </MenuItem>
              <MenuItem onSelect={() => setOpen('rotate')}>
                <KeyRound aria-hidden />
                {t('secrets.rotate')}
              </MenuItem>
              <MenuItem disabled={target.secrets < 2} onSelect={() => setOpen('retire')}>
                <ShieldOff aria-hidden />
                {t('secrets.retire')}
              </MenuItem>
            </>
          )}
          {may('webhooks:delete') && (
            <>
              <MenuSeparator />
              <MenuItem danger onSelect={() => setOpen('delete')}>
                <Trash2 aria-hidden />
                {t('action.delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      {open === 'test' && <TestTarget target={target} onClose={close} />}
      {open === 'edit' && <EditTarget target={target} onClose={close} />}
      {open === 'delete' && <DeleteTarget target={target} onClose={close} />}
      {open === 'rotate' && (
        <RotateDialog
          name={name}
          description={t('secrets.rotate_target')}
          onClose={close}
          rotate={async (retireOld) => (await rotate.mutateAsync(retireOld)).secret}
        />
      )}
      <ConfirmDialog
        open={open === 'retire'}
        onOpenChange={close}
        title={t('secrets.retire_title', { name })}
        description={t('secrets.retire_text')}
        confirm={t('secrets.retire')}
        busy={retire.isPending}
        onConfirm={() =>
          retire.mutate(undefined, {
            onSuccess: () => {
              close();
              toast.success(t('secrets.retired'));
            },
            onError: tellProblem,
          })
        }
      />
    </div>
  );
}
