import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { nameOf, type Role, type User, useAccountChange } from './queries';
import { RoleChecks } from './RoleChecks';

/** Gives a user other roles. */
export function RolesDialog({ user, roles, onClose }: { user: User; roles: Role[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState(user.roles);
  const change = useAccountChange(() => api.PUT('/api/v1/users/{id}/roles', { params: { path: { id: user.id } }, body: { roles: given } }));
  const save = () =>
    change.mutate(undefined, {
      onError: tellProblem,
      onSuccess: () => {
        toast.success(t('users.roles_changed', { name: nameOf(user) }));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('users.roles_title', { name: nameOf(user) })}
      description={t('users.roles_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" busy={change.isPending} onClick={save}>
            {t('users.save')}
          </Button>
        </>
      }
    >
      <RoleChecks roles={roles} value={given} onChange={setGiven} />
    </Dialog>
  );
}
