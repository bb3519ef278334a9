import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { Popover } from 'radix-ui';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/shared/api/client';
import { useLive, useLiveMessage } from '@/shared/live/LiveProvider';
import { Button } from '@/shared/ui/Button';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { toast } from '@/shared/ui/toast';
import { listKey, type Notification, tone, unreadKey } from './notifications';

type News = { cursor: string; notifications: Notification[]; unread_count: number; is_complete: boolean };

const NotificationList = lazy(async () => ({ default: (await import('./NotificationList')).NotificationList }));

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
          <Suspense fallback={<LoadingRows rows={3} />}>
            <NotificationList hasUnread={count > 0} isConnected={isConnected} />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
