import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/features/auth/session';
import { Moment } from '@/shared/format/Moment';
import { Badge } from '@/shared/ui/Badge';
import { DataTable } from '@/shared/ui/DataTable';
import type { Role, User } from './queries';
import { UserActions } from './UserActions';

/** Users, one a row. */
export function UserTable({ users, roles, isStale }: { users: User[]; roles: Role[]; isStale: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const withSignIn = users.some((u) => u.sign_in);
  const columns = useMemo<ColumnDef<User>[]>(
    () => [
      {
        id: 'name',
        header: t('users.name'),
        cell: ({ row: { original: u } }) => (
          <div className="flex max-w-40 min-w-0 flex-col gap-0.5 sm:max-w-72">
            <span className="truncate font-medium">
              {u.name || u.email} {u.id === me.id && <span className="font-normal text-muted">({t('users.you')})</span>}
            </span>
            {u.name && <span className="truncate text-xs text-muted">{u.email}</span>}
            <span className="flex flex-wrap gap-1 md:hidden">
              <Roles names={u.roles} />
            </span>
          </div>
        ),
      },
      {
        id: 'roles',
        header: t('users.roles'),
        meta: { className: 'hidden md:table-cell' },
        cell: ({ row }) => (
          <span className="flex flex-wrap gap-1">
            <Roles names={row.original.roles} />
          </span>
        ),
      },
      { id: 'state', header: t('users.state'), cell: ({ row }) => <State user={row.original} /> },
      ...(withSignIn
        ? [
            {
              id: 'last',
              header: t('users.last_login'),
              meta: { className: 'hidden sm:table-cell' },
              cell: ({ row: { original: u } }) =>
                u.sign_in?.last_login_at ? (
                  <Moment value={u.sign_in.last_login_at} />
                ) : (
                  <span className="text-muted">{t('time.never')}</span>
                ),
            } satisfies ColumnDef<User>,
          ]
        : []),
      {
        id: 'actions',
        header: () => <span className="sr-only">{t('action.more')}</span>,
        meta: { className: 'text-right' },
        cell: ({ row }) => <UserActions user={row.original} roles={roles} />,
      },
    ],
    [t, me, roles, withSignIn],
  );
  return <DataTable label={t('users.list')} columns={columns} rows={users} rowKey={(u) => String(u.id)} isStale={isStale} />;
}

function Roles({ names }: { names: string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return <span className="text-xs text-muted">{t('users.no_role')}</span>;
  return names.map((name) => (
    <Badge key={name} tone={name === 'admin' ? 'accent' : 'neutral'}>
      {t(`role.${name}` as 'role.admin', name)}
    </Badge>
  ));
}

function State({ user: { is_active, sign_in } }: { user: User }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-1">
      {is_active ? <Badge tone="success">{t('users.active')}</Badge> : <Badge>{t('users.disabled')}</Badge>}
      {sign_in?.locked_until && <Badge tone="danger">{t('users.locked')}</Badge>}
      {sign_in && !sign_in.has_password && <Badge tone="warning">{t('users.no_password')}</Badge>}
      {sign_in?.has_totp && <Badge tone="info">{t('users.with_codes')}</Badge>}
    </span>
  );
}
