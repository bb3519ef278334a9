import { useTranslation } from 'react-i18next';
import type { Retried } from './useGroupRetry';

/** What came of having failures tried again, and why some were left. */
export function RetryReport({ retried }: { retried: Retried | null }) {
  const { t } = useTranslation();
  if (!retried) return null;
  return (
    <div role="status" className="flex flex-col gap-1 text-sm">
      <p className={retried.isOver && retried.done > 0 ? 'text-success' : 'text-muted'}>
        {t(retried.isOver ? 'attention.retried' : 'attention.retrying', { count: retried.done })}
      </p>
      {retried.left.map(({ reason, count }) => (
        <p key={reason} className="text-danger">
          {t('attention.left', { count })} {t(`attention.left_why.${reason}` as 'attention.left_why.unknown')}
        </p>
      ))}
    </div>
  );
}
