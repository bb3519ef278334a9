import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/shared/ui/Card';
import type { Role } from './queries';

/** The roles, and in words what each allows. */
export function RoleList({ roles }: { roles: Role[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <h2 className="border-b px-4 py-3 font-semibold">{t('users.what_roles_allow')}</h2>
      <div className="divide-y">
        {roles.map((role) => (
          <details key={role.name} className="group">
            <summary className="flex cursor-pointer list-none items-center gap-3 px-4 py-3 hover:bg-sunken">
              <ChevronRight className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90" aria-hidden />
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="text-sm font-medium">{t(`role.${role.name}` as 'role.admin', role.name)}</span>
                <span className="text-sm text-muted">{t(`role_purpose.${role.name}` as 'role_purpose.admin', role.description)}</span>
              </span>
              <span className="text-sm whitespace-nowrap text-muted">{t('users.held_by', { count: role.users })}</span>
            </summary>
            <dl className="grid gap-x-8 gap-y-2 px-11 pt-3 pb-4 text-sm sm:grid-cols-2">
              {grouped(role.permissions).map(([resource, actions]) => (
                <div key={resource} className="flex flex-col">
                  <dt className="font-medium">{t(`permission.resource.${resource}` as 'permission.resource.deals', resource)}</dt>
                  <dd className="text-muted">
                    {inOrder(actions)
                      .map((action) => t(`permission.action.${action}` as 'permission.action.read', action))
                      .join(', ')}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </Card>
  );
}

/** What reads comes first, then the rest as it is. */
const inOrder = (actions: string[]) => [...actions].sort((a, b) => Number(b === 'read') - Number(a === 'read'));

function grouped(permissions: string[]) {
  const groups = new Map<string, string[]>();
  for (const permission of permissions) {
    const [resource = '', action = ''] = permission.split(':');
    groups.set(resource, [...(groups.get(resource) ?? []), action]);
  }
  return [...groups];
}
