import { useTranslation } from 'react-i18next';
import { useMe } from '@/features/auth/session';
import { mayGive, type Role } from './queries';

/** Roles to tick: those that the user may give. */
export function RoleChecks({ roles, value, onChange }: { roles: Role[]; value: string[]; onChange: (value: string[]) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t('users.roles')}</legend>
      {roles
        .filter((role) => mayGive(me, role.name))
        .map((role) => (
          <label key={role.name} className="flex cursor-pointer items-start gap-3 rounded-lg border px-3 py-2.5 hover:bg-sunken">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-accent"
              checked={value.includes(role.name)}
              onChange={(e) => onChange(e.target.checked ? [...value, role.name] : value.filter((name) => name !== role.name))}
            />
            <span className="flex flex-col">
              <span className="text-sm font-medium">{t(`role.${role.name}` as 'role.admin', role.name)}</span>
              <span className="text-xs text-muted">{t(`role_purpose.${role.name}` as 'role_purpose.admin', role.description)}</span>
            </span>
          </label>
        ))}
    </fieldset>
  );
}
