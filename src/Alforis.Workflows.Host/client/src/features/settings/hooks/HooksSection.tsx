import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Pagination } from '@/shared/ui/Pagination';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { useFilters } from '@/shared/useFilters';
import { HookRow } from './HookRow';
import { NewHook } from './NewHook';
import { hooksQuery, pageSize } from './queries';

/** The addresses that other systems may call. */
export function HooksSection() {
  const { t } = useTranslation();
  const may = useMay();
  const { get, set } = useFilters();
  const skip = Number.parseInt(get('skip'), 10) || 0;
  const { data, error, refetch } = useQuery(hooksQuery(skip));
  const [isNew, setIsNew] = useState(false);
  const create = may('incoming_hooks:create') && (
    <Button look="primary" onClick={() => setIsNew(true)}>
      <Plus aria-hidden />
      {t('incoming.new')}
    </Button>
  );
  const isEmpty = data?.total === 0;
  return (
    <>
      {!isEmpty && (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-60 flex-1 text-sm text-muted">{t('incoming.lead')}</p>
          {create}
        </div>
      )}
      <Card>
        {!data && !error && <LoadingRows rows={4} />}
        {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {isEmpty && (
          <EmptyState icon={KeyRound} title={t('incoming.empty')} action={create}>
            {t('incoming.empty_hint')}
          </EmptyState>
        )}
        {data && !isEmpty && (
          <ul className="divide-y">
            {data.items.map((hook) => (
              <HookRow key={hook.slug} hook={hook} />
            ))}
          </ul>
        )}
        {data && data.total > pageSize && (
          <Pagination total={data.total} skip={skip} limit={pageSize} onSkip={(next) => set({ skip: next ? String(next) : null })} />
        )}
      </Card>
      {isNew && <NewHook onClose={() => setIsNew(false)} />}
    </>
  );
}
