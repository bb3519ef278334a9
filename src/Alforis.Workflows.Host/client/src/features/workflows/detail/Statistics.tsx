import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/shared/api/client';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';

/** Six figures of a workflow. */
export function Statistics({ workflow }: { workflow: number }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const stats = useQuery({
    queryKey: ['workflows', workflow, 'stats'],
    queryFn: () => body(api.GET('/api/v1/workflows/{id}/stats', { params: { path: { id: workflow } } })),
  });
  if (stats.isPending) return <LoadingRows rows={2} />;
  if (stats.isError) return <ErrorState error={stats.error} onRetry={() => void stats.refetch()} />;
  const s = stats.data;
  if (s.execution_count === 0 && s.skipped_count === 0) return <EmptyState icon={ChartNoAxesColumn} title={t('detail.no_statistics')} />;
  const figures = [
    [t('detail.total'), numbers.whole(s.execution_count)],
    [t('detail.success_rate'), typeof s.success_rate === 'number' ? numbers.percent(s.success_rate) : '—'],
    [t('detail.average'), typeof s.average_duration_ms === 'number' ? numbers.duration(s.average_duration_ms) : '—'],
    [t('detail.succeeded'), numbers.whole(s.success_count)],
    [t('detail.failed'), numbers.whole(s.failed_count)],
    [t('detail.skipped'), numbers.whole(s.skipped_count)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {figures.map(([label, value]) => (
        <Card key={label} className="flex flex-col gap-1 p-4">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="tabular text-2xl font-semibold">{value}</dd>
        </Card>
      ))}
    </dl>
  );
}
