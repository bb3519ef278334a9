import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { Card } from '@/shared/ui/Card';
import { Segments } from '@/shared/ui/Segments';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { Days } from './Days';
import { Durations } from './Durations';
import { Figures } from './Figures';
import { periodQuery } from './queries';
import { Reasons } from './Reasons';

const periods = ['7', '30', '90'] as const;

/** What a workflow did lately, and why it failed or did not fire. The period is kept in the address. */
export function Statistics({ workflow }: { workflow: number }) {
  const { t } = useTranslation();
  const filters = useFilters();
  const days = oneOf(filters.get('days'), periods, '30');
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">{t('stats.of_period', { count: Number(days) })}</p>
        <Segments
          label={t('stats.period')}
          value={days}
          options={periods.map((value) => ({ value, label: t('stats.last_days', { count: Number(value) }) }))}
          onChange={(value) => filters.set({ days: value === '30' ? null : value })}
        />
      </div>
      <Content workflow={workflow} days={Number(days)} />
    </div>
  );
}

function Content({ workflow, days }: { workflow: number; days: number }) {
  const { t } = useTranslation();
  const may = useMay();
  const period = useQuery(periodQuery(workflow, days));
  if (period.isPending) return <LoadingRows />;
  if (period.isLoadingError) return <ErrorState error={period.error} onRetry={() => void period.refetch()} />;
  const isEmpty = period.data.execution_count === 0 && period.data.skipped_count === 0;
  if (isEmpty) {
    return (
      <Card>
        <EmptyState icon={ChartNoAxesColumn} title={t('stats.none')}>
          {t('stats.none_hint')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <Figures period={period.data} />
      <Days period={period.data} />
      <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        <Durations period={period.data} />
        {may('executions:read') && <Reasons workflow={workflow} days={days} />}
      </div>
    </>
  );
}
