import { CircleAlert, type LucideIcon, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/shared/api/problem';
import { Button } from './Button';

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

const hints: Record<number, 'error.forbidden_hint' | 'error.missing_hint'> = { 403: 'error.forbidden_hint', 404: 'error.missing_hint' };

/** Something that could not be loaded: what happened, what to do, and the way to try again. The raw error is folded away. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const isAway = problem === null || problem.status >= 502;
  const hint = isAway ? 'error.away_hint' : (hints[problem.status] ?? 'error.failed_hint');
  const Icon = isAway ? WifiOff : CircleAlert;
  const title = isAway
    ? t('error.away')
    : problem.status === 403
      ? t('error.forbidden')
      : problem.status === 404
        ? t('error.missing')
        : t('error.failed');
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="rounded-2xl bg-danger-soft p-3 text-danger">
        <Icon className="size-6" aria-hidden />
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="max-w-md text-sm text-muted">{t(hint)}</p>
      {onRetry && problem?.status !== 404 && (
        <Button look="secondary" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
      {problem?.detail && (
        <details className="text-sm text-muted">
          <summary>{t('error.raw')}</summary>
          <p className="mt-2 max-w-lg break-words">{problem.detail}</p>
        </details>
      )}
    </div>
  );
}
