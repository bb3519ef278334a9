import { Building2, CircleAlert, Handshake, History, ListTodo, type LucideIcon, Settings, Workflow } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMay } from '@/features/auth/session';
import { useLive } from '@/shared/live/LiveProvider';
import { cn } from '@/shared/ui/cn';

// Without it, as when the server is away, there is a way all the same.
const AttentionBadge = lazy(async () => ({
  default: await import('@/features/attention/AttentionBadge').then(
    (loaded) => loaded.AttentionBadge,
    () => () => null,
  ),
}));

type Item = { to: string; label: string; icon: LucideIcon; permissions: string[] };

/** The pages that the user may see. */
export function usePages(): Item[] {
  const { t } = useTranslation();
  const may = useMay();
  const items: Item[] = [
    { to: '/workflows', label: t('nav.workflows'), icon: Workflow, permissions: ['workflows:read'] },
    { to: '/executions', label: t('nav.executions'), icon: History, permissions: ['executions:read'] },
    { to: '/attention', label: t('nav.attention'), icon: CircleAlert, permissions: ['executions:read'] },
    { to: '/tasks', label: t('nav.tasks'), icon: ListTodo, permissions: ['tasks:read'] },
    { to: '/organisations', label: t('nav.organisations'), icon: Building2, permissions: ['organisations:read'] },
    { to: '/deals', label: t('nav.deals'), icon: Handshake, permissions: ['deals:read'] },
    {
      to: '/settings',
      label: t('nav.settings'),
      icon: Settings,
      permissions: ['webhooks:read', 'incoming_hooks:read', 'email_templates:read', 'users:read', 'settings:read', 'audit:read'],
    },
  ];
  return items.filter((item) => item.permissions.some(may));
}

/** The ways to the pages that the user may see. */
export function Navigation({ onChoose }: { onChoose?: () => void }) {
  const { t } = useTranslation();
  const items = usePages();
  const { hub } = useLive();
  return (
    <nav aria-label={t('nav.main')} className="flex flex-col gap-1">
      {items.map(({ to, label, icon: Icon }) => (
        <NavLink
          key={to}
          to={to}
          {...(onChoose ? { onClick: onChoose } : {})}
          className={({ isActive }) =>
            cn(
              'flex items-center gap-3 rounded-lg px-3 py-2 text-sm font-medium',
              isActive ? 'bg-accent-soft text-accent-strong' : 'text-muted hover:bg-sunken hover:text-ink',
            )
          }
        >
          <Icon className="size-[1.15rem]" aria-hidden />
          {label}
          {hub && to === '/attention' && (
            <Suspense>
              <AttentionBadge />
            </Suspense>
          )}
        </NavLink>
      ))}
    </nav>
  );
}
