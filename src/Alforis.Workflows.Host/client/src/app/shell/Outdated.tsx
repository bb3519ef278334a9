import { notifyManager, type Query, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/shared/api/connection';
import { troubleOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/Button';

/** What a page shows, and could not read again. */
const isOutdated = (query: Query) => query.isActive() && query.state.status === 'error' && query.state.data !== undefined;

/** Says quietly that something could not be brought up to date: what was read before stays where it is. Of a server that is away, the banner tells. */
export function Outdated() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isThere = useConnection();
  const query = useSyncExternalStore(
    useCallback((changed) => queries.getQueryCache().subscribe(notifyManager.batchCalls(changed)), [queries]),
    () => queries.getQueryCache().findAll({ predicate: isOutdated })[0],
  );
  const trouble = query && troubleOf(query.state.error);
  return (
    // Always there: screen readers tell only what changes inside.
    <div role="status" className="contents">
      {isThere && trouble && (
        <div className="-my-2 flex flex-wrap items-center gap-x-2 text-sm text-muted">
          <TriangleAlert className="size-4 shrink-0 text-warning" aria-hidden />
          <p>
            {t('error.outdated')}
            {trouble !== 'failed' && ` ${t(`error.${trouble}`)}.`}
          </p>
          <Button look="ghost" size="sm" onClick={() => void queries.refetchQueries({ type: 'active', predicate: isOutdated })}>
            {t('action.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
