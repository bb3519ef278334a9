import { useQuery } from '@tanstack/react-query';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { PagedList } from '@/shared/ui/PagedList';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { rolesQuery, usersQuery } from './queries';
import { RoleList } from './RoleList';
import { UserDialog } from './UserDialog';
import { UserTable } from './UserTable';

const limit = 25;

/** Who has access, and to what. */
export function UsersSection() {
  const { t } = useTranslation();
  const may = useMay();
  const filters = useFilters();
  const [isNew, setIsNew] = useState(false);
  const roles = useQuery(rolesQuery);
  const names = roles.data?.map((role) => role.name) ?? [];
  const search = filters.get('search');
  const role = oneOf(filters.get('role'), ['all', ...names], 'all');
  const state = oneOf(filters.get('state'), ['all', 'active', 'disabled'] as const, 'all');
  const page = useQuery(
    usersQuery({
      skip: filters.skip,
      limit,
      sort: 'name',
      ...(search && { search }),
      ...(role !== 'all' && { role }),
      ...(state !== 'all' && { is_active: state === 'active' }),
    }),
  );
  return (
    <>
      <Card>
        <div className="flex flex-wrap gap-2 border-b p-3">
          <SearchField label={t('users.search')} value={search} onChange={(value) => filters.set({ search: value }, true)} />
          <Choice
            label={t('users.role')}
            value={role}
            options={[
              { value: 'all', label: t('users.all_roles') },
              ...names.map((value) => ({ value, label: t(`role.${value}` as 'role.admin', value) })),
            ]}
            onChange={(value) => filters.set({ role: value === 'all' ? null : value })}
          />
          <Choice
            label={t('users.state')}
            value={state}
            options={[
              { value: 'all', label: t('users.all_states') },
              { value: 'active', label: t('users.active') },
              { value: 'disabled', label: t('users.disabled') },
            ]}
            onChange={(value) => filters.set({ state: value === 'all' ? null : value })}
          />
          {may('users:create') && (
            <Button look="primary" onClick={() => setIsNew(true)}>
              <Plus aria-hidden />
              {t('users.new')}
            </Button>
          )}
        </div>
        <PagedList
          page={page}
          skip={filters.skip}
          limit={limit}
          onSkip={filters.setSkip}
          empty={
            <EmptyState icon={Users} title={t('users.none')}>
              {t('users.none_hint')}
            </EmptyState>
          }
        >
          {(items, isStale) => <UserTable users={items} roles={roles.data ?? []} isStale={isStale} />}
        </PagedList>
      </Card>
      {roles.isLoadingError ? (
        <Card>
          <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />
        </Card>
      ) : (
        roles.data && <RoleList roles={roles.data} />
      )}
      {isNew && <UserDialog roles={roles.data ?? []} onClose={() => setIsNew(false)} />}
    </>
  );
}
