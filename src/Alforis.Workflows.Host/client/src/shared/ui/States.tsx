import { CircleAlert, type LucideIcon, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, troubleOf } from '@/shared/api/problem';
import { Button, buttonStyles } from './Button';

/** A list without anything in it: says what belongs there, and how it gets there. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  level: Title = 'h2',
}: {
  icon: LucideIcon;
  title: string;
  /** `h1` where it is all that the page says. */
  level?: 'h1' | 'h2';
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="rounded-2xl bg-accent-soft p-3 text-accent">
        <Icon className="size-6" aria-hidden />
      </span>
      <Title className="text-base font-semibold">{title}</Title>
      {children && <p className="max-w-md text-sm text-muted">{children}</p>}
      {action}
    </div>
  );
}

/** Something that could not be loaded or shown: what happened, what to do, and the way to try again. The raw error is folded away. */
export function ErrorState({
  error,
  onRetry,
  level: Title = 'h2',
}: {
  error: unknown;
  onRetry?: () => void;
  /** `h1` where it is all that the page says. */
  level?: 'h1' | 'h2';
}) {
  const { t } = useTranslation();
  const trouble = troubleOf(error);
  const isOwn = trouble === 'fault' || trouble === 'unloaded';
  const Icon = trouble === 'away' ? WifiOff : CircleAlert;
  const raw = error instanceof ApiProblem ? error.detail : trouble === 'fault' && error instanceof Error ? error.message : null;
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="rounded-2xl bg-danger-soft p-3 text-danger">
        <Icon className="size-6" aria-hidden />
      </span>
      <Title className="text-base font-semibold">{t(`error.${trouble}`)}</Title>
      <p className="max-w-md text-sm text-muted">{t(`error.${trouble}_hint`)}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {isOwn && (
          <>
            <Button onClick={() => window.location.reload()}>{t('action.reload')}</Button>
            {/* Loaded anew: what is broken must not come along. */}
            <a href="/" className={buttonStyles({ look: 'ghost' })}>
              {t('action.home')}
            </a>
          </>
        )}
        {trouble === 'ended' && (
          <a
            href={`/login?ended&next=${encodeURIComponent(window.location.pathname + window.location.search)}`}
            className={buttonStyles({ look: 'secondary' })}
          >
            {t('login.submit')}
          </a>
        )}
        {!isOwn && trouble !== 'ended' && trouble !== 'missing' && onRetry && (
          <Button look="secondary" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )}
      </div>
      {raw && (
        <details className="text-sm text-muted">
          <summary>{t(trouble === 'fault' ? 'error.detail' : 'error.raw')}</summary>
          <p className="mt-2 max-w-lg break-words">{raw}</p>
        </details>
      )}
    </div>
  );
}
