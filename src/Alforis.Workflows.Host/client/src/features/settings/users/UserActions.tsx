import { EllipsisVertical, KeyRound, LogOut, ShieldOff, UserCheck, UserCog, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '@/features/auth/session';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { Menu, MenuItem, MenuSeparator } from '@/shared/ui/Menu';
import { toast } from '@/shared/ui/toast';
import { PasswordDialog } from './PasswordDialog';
import { mayManage, nameOf, type Role, type User, useAccountChange } from './queries';
import { RolesDialog } from './RolesDialog';

const calls = {
  disable: (id: number) => api.DELETE('/api/v1/users/{id}', { params: { path: { id } } }),
  enable: (id: number) => api.POST('/api/v1/users/{id}/enable', { params: { path: { id } } }),
  end_sessions: (id: number) => api.DELETE('/api/v1/users/{id}/sessions', { params: { path: { id } } }),
  reset_codes: (id: number) => api.DELETE('/api/v1/users/{id}/totp', { params: { path: { id } } }),
};
const told = {
  disable: 'users.was_disabled',
  enable: 'users.was_enabled',
  end_sessions: 'users.sessions_ended',
  reset_codes: 'users.codes_reset',
} as const;

type Call = keyof typeof calls;
type Asked = Exclude<Call, 'enable'> | 'roles' | 'password' | null;

/** What one may do with an account; nothing with one's own, or with one that has a role that one lacks. */
export function UserActions({ user, roles }: { user: User; roles: Role[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const [asked, setAsked] = useState<Asked>(null);
  const change = useAccountChange<Call, unknown>((call) => calls[call](user.id));
  const name = nameOf(user);
  const close = () => setAsked(null);
  const run = (call: Call) =>
    change.mutate(call, {
      onError: tellProblem,
      onSuccess: () => {
        toast.success(t(told[call], { name }));
        close();
      },
    });
  const mayUpdate = may('users:update');
  const mayDisable = may('users:delete');
  const mayAssign = may('roles:assign');
  if (!mayManage(me, user) || !(mayUpdate || mayDisable || mayAssign)) return null;
  return (
    <>
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label={t('users.actions', { name })}>
            <EllipsisVertical aria-hidden />
          </Button>
        }
      >
        {mayAssign && (
          <MenuItem onSelect={() => setAsked('roles')}>
            <UserCog aria-hidden />
            {t('users.change_roles')}
          </MenuItem>
        )}
        {mayUpdate && (
          <>
            <MenuItem onSelect={() => setAsked('password')}>
              <KeyRound aria-hidden />
              {t('users.new_password')}
            </MenuItem>
            <MenuItem onSelect={() => setAsked('end_sessions')}>
              <LogOut aria-hidden />
              {t('users.end_sessions')}
            </MenuItem>
            {user.sign_in?.has_totp && (
              <MenuItem onSelect={() => setAsked('reset_codes')}>
                <ShieldOff aria-hidden />
                {t('users.reset_codes')}
              </MenuItem>
            )}
          </>
        )}
        {mayDisable && <MenuSeparator />}
        {mayDisable &&
          (user.is_active ? (
            <MenuItem danger onSelect={() => setAsked('disable')}>
              <UserX aria-hidden />
              {t('users.disable')}
            </MenuItem>
          ) : (
            <MenuItem onSelect={() => run('enable')}>
              <UserCheck aria-hidden />
              {t('users.enable')}
            </MenuItem>
          ))}
      </Menu>
      {asked === 'roles' && <RolesDialog user={user} roles={roles} onClose={close} />}
      {asked === 'password' && <PasswordDialog user={user} onClose={close} />}
      {(asked === 'disable' || asked === 'end_sessions' || asked === 'reset_codes') && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t(`users.${asked}_title`, { name })}
          description={t(`users.${asked}_text`)}
          confirm={t(`users.${asked}`)}
          busy={change.isPending}
          onConfirm={() => run(asked)}
        />
      )}
    </>
  );
}
