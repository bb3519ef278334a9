import { useQuery } from '@tanstack/react-query';
import { Plus, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Pagination } from '@/shared/ui/Pagination';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { useFilters } from '@/shared/useFilters';
import { NewTarget } from './NewTarget';
import { pageSize, targetsQuery } from './queries';
import { TargetRow } from './TargetRow';

/** The targets that workflows call by name. */
export function TargetsSection() {
  const { t } = useTranslation();
  const may = useMay();
  const { get, set } = useFilters();
  const skip = Number.parseInt(get('skip'), 10) || 0;
  const { data, error, refetch } = useQuery(targetsQuery(skip));
  const [isNew, setIsNew] = useState(false);
  const create = may('webhooks:create') && (
    <Button look="primary" onClick={() => setIsNew(true)}>
      <Plus aria-hidden />
      {t('targets.new')}
    </Button>
  );
  const isEmpty = data?.total === 0;
  return (
    <>
      {!isEmpty && (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-60 flex-1 text-sm text-muted">{t('targets.lead')}</p>
          {create}
        </div>
      )}
      <Card>
        {!data && !error && <LoadingRows rows={4} />}
        {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {isEmpty && (
          <EmptyState icon={Send} title={t('targets.empty')} action={create}>
            {t('targets.empty_hint')}
          </EmptyState>
        )}
        {data && !isEmpty && (
          <ul className="divide-y">
            {data.items.map((target) => (
              <TargetRow key={target.id} target={target} />
            ))}
          </ul>
        )}
        {data && data.total > pageSize && (
          <Pagination total={data.total} skip={skip} limit={pageSize} onSkip={(next) => set({ skip: next ? String(next) : null })} />
        )}
      </Card>
      {isNew && <NewTarget onClose={() => setIsNew(false)} />}
    </>
  );
}
