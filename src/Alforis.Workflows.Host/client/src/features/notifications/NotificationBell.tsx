import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell, CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';
import { Moment } from '@/shared/format/Moment';
import { useLive, useLiveMessage } from '@/shared/live/LiveProvider';
import { Button } from '@/shared/ui/Button';
import { cn } from '@/shared/ui/cn';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';

type Notification = components['schemas']['NotificationDetail'];
type News = { cursor: string; notifications: Notification[]; unread_count: number; is_complete: boolean };

const unreadKey = ['notifications', 'unread'];
const listKey = ['notifications', 'list'];
const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert };
const tones = { info: 'text-info', success: 'text-success', warning: 'text-warning', error: 'text-danger' };
const tone = (severity: string) => (severity in tones ? (severity as keyof typeof tones) : 'info');

/** The user's notifications: how many are unread, live; the list, and marking. */
export function NotificationBell() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { hub, isConnected } = useLive();
  const cursor = useRef<string | null>(null);
  const unread = useQuery({ queryKey: unreadKey, queryFn: async () => (await body(api.GET('/api/v1/notifications/unread_count'))).count });

  const take = (news: News, isLive: boolean) => {
    cursor.current = news.cursor;
    queries.setQueryData(unreadKey, news.unread_count);
    if (news.notifications.length > 0 || !news.is_complete) void queries.invalidateQueries({ queryKey: listKey });
    if (!isLive) return;
    for (const fresh of news.notifications.filter((n) => !n.is_read)) {
      const show = { error: toast.error, warning: toast.warning, success: toast.success, info: toast.info }[tone(fresh.severity)];
      show(fresh.title, { id: `notification-${fresh.id}`, description: fresh.message });
    }
  };
  useLiveMessage<News>('Notifications', (news) => take(news, true));
  const catchUp = useRef(take);
  catchUp.current = take;
  useEffect(() => {
    if (!hub || !isConnected) return;
    void hub.invoke<News>('CatchUp', cursor.current).then(
      (news) => catchUp.current(news, cursor.current !== null),
      () => {},
    );
  }, [hub, isConnected]);

  const count = unread.data ?? 0;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="ghost" size="icon" className="relative" aria-label={t('bell.unread', { count })}>
          <Bell aria-hidden />
          {count > 0 && (
            <span className="tabular absolute -top-0.5 -right-0.5 min-w-4.5 rounded-full bg-danger px-1 text-center text-[0.68rem] leading-[1.125rem] font-semibold text-surface">
              {count > 99 ? '99+' : count}
            </span>
          )}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          aria-label={t('bell.label')}
          className="z-50 flex max-h-[min(34rem,80dvh)] w-[min(26rem,calc(100vw-2rem))] flex-col overflow-hidden rounded-2xl border bg-surface shadow-card"
        >
          <List hasUnread={count > 0} isConnected={isConnected} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function List({ hasUnread, isConnected }: { hasUnread: boolean; isConnected: boolean }) {
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
        {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && <p className="px-4 py-10 text-center text-sm text-muted">{t('bell.empty')}</p>}
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
