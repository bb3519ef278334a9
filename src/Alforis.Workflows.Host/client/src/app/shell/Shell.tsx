import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Menu as MenuIcon, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { signInPath } from '@/features/auth/safePath';
import { type Me, meQuery } from '@/features/auth/session';
import { NotificationBell } from '@/features/notifications/NotificationBell';
import { whenSignedOut } from '@/shared/api/client';
import { LiveProvider, useLiveMessage } from '@/shared/live/LiveProvider';
import { Button } from '@/shared/ui/Button';
import { Logo } from '@/shared/ui/Logo';
import { Preferences } from '@/shared/ui/Preferences';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';
import { PageBoundary } from '../PageBoundary';
import { SearchButton } from '../search/SearchButton';
import { Arrival } from './Arrival';
import { Navigation } from './Navigation';
import { Outdated } from './Outdated';
import { UserMenu } from './UserMenu';

/** What is around every page, for whoever is signed in; others are sent to sign in, and back afterwards. */
export function Shell() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const here = location.pathname + location.search;
  const former = useFormer(me.data);

  useEffect(() => {
    whenSignedOut(() => {
      const me = queries.getQueryData(meQuery.queryKey);
      if (!me) return;
      queries.clear();
      queries.setQueryData(meQuery.queryKey, null);
      void navigate(signInPath(here, { of: me.id, ended: true }), { replace: true });
    });
  }, [queries, navigate, here]);

  if (me.isPending) return <div role="status" aria-label={t('state.loading')} className="min-h-dvh" />;
  if (me.data === undefined) return <ErrorState level="h1" error={me.error} onRetry={() => void me.refetch()} />;
  if (!me.data) return <Navigate to={signInPath(here, { of: former })} replace />;
  return <Frame key={me.data.id} />;
}

/** Who was there before the one who is now. Somebody else who has signed in in another tab begins at the start, and is told why the page has changed. */
function useFormer(me: Me | null | undefined) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const former = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (!me) return;
    if (former.current !== null && former.current !== me.id) {
      void navigate('/', { replace: true });
      toast.info(t('session.other'), { description: t('session.other_hint', { name: me.name || me.email }), duration: 12_000 });
    }
    former.current = me.id;
  }, [me, navigate, t]);
  return former.current;
}

/** What one user sees: of somebody else it is another one. */
function Frame() {
  const { t } = useTranslation();
  const location = useLocation();
  return (
    <LiveProvider>
      <SessionWatch />
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-4 focus:py-2 focus:shadow-card"
      >
        {t('app.skip')}
      </a>
      <div className="flex min-h-dvh">
        <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-7 border-r bg-surface px-4 py-5 lg:flex">
          <div className="px-2">
            <Logo />
          </div>
          <Navigation />
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b bg-surface/90 px-4 backdrop-blur sm:px-6">
            <MobileNavigation />
            <SearchButton />
            <div className="flex-1" />
            <Preferences />
            <NotificationBell />
            <UserMenu />
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-6 px-4 py-6 outline-none sm:px-6 lg:py-8"
          >
            <Outdated />
            <PageBoundary place={location.pathname}>
              <Suspense fallback={<LoadingRows />}>
                <Outlet />
                <Arrival />
              </Suspense>
            </PageBoundary>
          </main>
        </div>
      </div>
    </LiveProvider>
  );
}

/** When the session ends while somebody only looks: asks who one is, and is told nobody. */
function SessionWatch() {
  const queries = useQueryClient();
  useLiveMessage('SessionEnded', () => void queries.invalidateQueries({ queryKey: meQuery.queryKey }));
  return null;
}

function MobileNavigation() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button look="ghost" size="icon" aria-label={t('nav.open')} className="-ml-2 lg:hidden">
          <MenuIcon aria-hidden />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col gap-7 border-r bg-surface px-4 py-5"
        >
          <Dialog.Title className="flex items-center justify-between px-2">
            <Logo />
            <Dialog.Close asChild>
              <Button look="ghost" size="icon" aria-label={t('action.close')}>
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </Dialog.Title>
          <Navigation onChoose={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
