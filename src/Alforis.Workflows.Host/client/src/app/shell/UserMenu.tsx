import { LogOut, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe, useSignOut } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Menu, MenuItem, MenuSeparator } from '@/shared/ui/Menu';

/** Who one is, and the way out. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const name = me.name || me.email;
  const initials = name
    .split(/[\s@.]+/)
    .slice(0, 2)
    .map((part) => [...part][0]?.toUpperCase() ?? '')
    .join('');
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="accent-gradient ml-1 flex size-9 items-center justify-center rounded-full text-sm font-semibold text-white"
        >
          <span aria-hidden>{initials}</span>
          <span className="sr-only">{t('user.menu', { name })}</span>
        </button>
      }
    >
      <div className="px-2.5 py-2">
        <p className="text-sm font-medium">{name}</p>
        <p className="text-xs text-muted">{me.email}</p>
        <p className="mt-1 text-xs text-muted">{me.roles.join(', ')}</p>
      </div>
      <MenuSeparator />
      <MenuItem onSelect={() => void navigate('/settings/account')}>
        <UserRound aria-hidden />
        {t('user.account')}
      </MenuItem>
      <MenuItem onSelect={() => signOut.mutate(undefined, { onSuccess: () => navigate('/login'), onError: tellProblem })}>
        <LogOut aria-hidden />
        {t('user.sign_out')}
      </MenuItem>
    </Menu>
  );
}
