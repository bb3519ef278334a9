import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { Button } from '@/shared/ui/Button';
import { RetireDialog } from '../secrets/RetireDialog';
import { RotateDialog } from '../secrets/RotateDialog';
import { SecretMenu } from '../secrets/SecretMenu';
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
      <SecretMenu
        name={name}
        secrets={target.secrets}
        edit={t('targets.edit')}
        mayUpdate={may('webhooks:update')}
        mayDelete={may('webhooks:delete')}
        onChoose={setOpen}
      />
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
      <RetireDialog
        name={name}
        open={open === 'retire'}
        busy={retire.isPending}
        onClose={close}
        retire={() => retire.mutateAsync(undefined)}
      />
    </div>
  );
}
