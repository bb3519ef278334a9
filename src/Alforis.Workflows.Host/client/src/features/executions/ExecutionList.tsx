import { ArrowUp, History, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { momentsOf } from '@/shared/ui/period';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { parseEntity } from './EntityFilter';
import { ExecutionFilterBar, filterNames } from './ExecutionFilters';
import { ExecutionRows } from './ExecutionRows';
import { outcomes } from './outcome';
import type { ExecutionFilters } from './queries';
import { useExecutionList } from './useExecutionList';

/** Executions of one workflow, or of all; the filters are kept in the address. */
export function ExecutionList({ workflow }: { workflow?: number }) {
  const { t } = useTranslation();
  const address = useFilters();
  const status = oneOf(address.get('outcome'), ['all', ...outcomes], 'all');
  const [period, entityText, error] = [address.get('period'), address.get('entity'), address.get('error')];
  const filters = useMemo((): ExecutionFilters => {
    const entity = parseEntity(entityText);
    return {
      ...(workflow !== undefined && { workflow }),
      ...(status !== 'all' && { status }),
      ...(entity && { entity }),
      ...(error && { error: error.slice(0, 200) }),
      ...momentsOf(period, new Date()),
    };
  }, [workflow, status, entityText, error, period]);
  const { list, rows, fresh, show } = useExecutionList(filters);
  const isFiltered = address.count(filterNames) > 0;
  return (
    <Card>
      <ExecutionFilterBar filters={address} status={status} />
      <div role="status" className="contents">
        {fresh > 0 && (
          <div className="flex justify-center border-b bg-accent-soft p-1.5">
            <Button look="ghost" size="sm" className="text-accent-strong!" onClick={() => void show()}>
              <ArrowUp aria-hidden />
              {t('runs.new', { count: fresh })}
            </Button>
          </div>
        )}
      </div>
      {list.isPending ? (
        <LoadingRows />
      ) : list.isLoadingError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : rows.length === 0 && !list.hasNextPage ? (
        isFiltered ? (
          <EmptyState icon={SearchX} title={t('runs.none_match')}>
            {t('runs.none_match_hint')}
          </EmptyState>
        ) : (
          <EmptyState icon={History} title={t('detail.no_executions')}>
            {t('detail.no_executions_hint')}
          </EmptyState>
        )
      ) : (
        <>
          {rows.length > 0 ? (
            <ExecutionRows executions={rows} withWorkflow={workflow === undefined} />
          ) : (
            <p className="p-6 text-center text-sm text-muted">{t('runs.search_on')}</p>
          )}
          {list.hasNextPage && (
            <div className="flex justify-center border-t p-3">
              <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('page.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}
