import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { nameOf, usersQuery } from '../users/queries';
import { actions } from './actions';
import { EntryRow } from './EntryRow';
import { auditQuery } from './queries';

/** Who did what, and when. */
export function AuditSection() {
  const { t } = useTranslation();
  const filters = useFilters();
  const users = useQuery(usersQuery({ limit: 200, sort: 'name' })).data?.items ?? [];
  const action = oneOf(filters.get('action'), ['all', ...actions], 'all');
  const user = Math.max(0, Number.parseInt(filters.get('user'), 10) || 0);
  const trail = useInfiniteQuery(auditQuery({ action: action === 'all' ? '' : action, user: user || null }));
  const rows = trail.data?.pages.flatMap((page) => page.items) ?? [];
  const names = new Map(users.map((u) => [u.id, nameOf(u)]));
  if (user && !names.has(user)) names.set(user, `#${user}`);
  const sentence = (name: string) => {
    const words = t(`audit.did.${name}` as 'audit.did.user.create');
    return words.charAt(0).toLocaleUpperCase() + words.slice(1);
  };
  return (
    <Card>
      <div className="flex flex-wrap gap-2 border-b p-3">
        <Choice
          label={t('audit.action')}
          value={action}
          options={[{ value: 'all', label: t('audit.all_actions') }, ...actions.map((value) => ({ value, label: sentence(value) }))]}
          onChange={(value) => filters.set({ action: value === 'all' ? null : value })}
          className="max-w-full"
        />
        <Choice
          label={t('audit.user')}
          value={user ? String(user) : 'all'}
          options={[{ value: 'all', label: t('audit.all_users') }, ...[...names].map(([id, name]) => ({ value: String(id), label: name }))]}
          onChange={(value) => filters.set({ user: value === 'all' ? null : value })}
          className="max-w-full"
        />
        {(action !== 'all' || user > 0) && (
          <Button look="ghost" onClick={() => filters.set({ action: null, user: null })}>
            {t('action.clear')}
          </Button>
        )}
      </div>
      {trail.isPending ? (
        <LoadingRows />
      ) : trail.isLoadingError ? (
        <ErrorState error={trail.error} onRetry={() => void trail.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={ScrollText} title={t('audit.none')}>
          {t('audit.none_hint')}
        </EmptyState>
      ) : (
        <>
          <ol aria-label={t('audit.list')} className="divide-y">
            {rows.map((entry) => (
              <EntryRow key={entry.id} entry={entry} names={names} />
            ))}
          </ol>
          {trail.hasNextPage && (
            <div className="flex justify-center border-t p-3">
              <Button size="sm" busy={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
                {t('page.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}
