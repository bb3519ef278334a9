import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/shared/api/client';
import { Moment } from '@/shared/format/Moment';
import { Button } from '@/shared/ui/Button';
import { cn } from '@/shared/ui/cn';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { listKey, type Notification, tone } from './notifications';

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert };
const tones = { info: 'text-info', success: 'text-success', warning: 'text-warning', error: 'text-danger' };

/** The notifications, the newest first, part by part. */
export function NotificationList({ hasUnread, isConnected }: { hasUnread: boolean; isConnected: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: listKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/notifications', { params: { query: { limit: 20, ...(pageParam && { before: pageParam }) } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['notifications'] });
  const read = useMutation({
    mutationFn: (id: number) => api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } }),
    onSettled: refresh,
  });
  const readAll = useMutation({ mutationFn: () => api.POST('/api/v1/notifications/read_all'), onSettled: refresh });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="flex items-center justify-between gap-3 border-b px-4 py-3">
        <h2 className="font-semibold">{t('bell.label')}</h2>
        {hasUnread && (
          <Button look="ghost" size="sm" busy={readAll.isPending} onClick={() => readAll.mutate()}>
            {t('bell.read_all')}
          </Button>
        )}
      </div>
      {!isConnected && (
        <p role="status" className="bg-warning-soft px-4 py-2 text-xs text-warning">
          {t('bell.live_off')}
        </p>
      )}
      <div className="overflow-y-auto">
        {list.isPending && <LoadingRows rows={3} />}
        {list.isLoadingError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && items.length === 0 && <p className="px-4 py-10 text-center text-sm text-muted">{t('bell.empty')}</p>}
        <ul>
          {items.map((item) => (
            <Row key={item.id} item={item} onRead={() => read.mutate(item.id)} />
          ))}
        </ul>
        {list.hasNextPage && (
          <div className="flex justify-center p-3">
            <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('page.more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Row({ item, onRead }: { item: Notification; onRead: () => void }) {
  const { t } = useTranslation();
  const Icon = icons[tone(item.severity)];
  return (
    <li className={cn('flex gap-3 border-b px-4 py-3 last:border-b-0', !item.is_read && 'bg-accent-soft/50')}>
      <Icon className={cn('mt-0.5 size-4.5 shrink-0', tones[tone(item.severity)])} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className={cn('text-sm break-words', !item.is_read && 'font-semibold')}>{item.title}</p>
        {item.message && <p className="mt-0.5 text-sm break-words text-muted">{item.message}</p>}
        <div className="mt-1 flex items-center gap-3 text-xs text-muted">
          <Moment value={item.created_at} />
          {!item.is_read && (
            <button type="button" onClick={onRead} className="rounded text-accent underline-offset-2 hover:underline">
              {t('bell.mark')}
            </button>
          )}
        </div>
      </div>
    </li>
  );
}
