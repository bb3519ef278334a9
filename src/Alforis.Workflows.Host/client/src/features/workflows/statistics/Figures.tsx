import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';
import type { Period } from './queries';

/** Six figures of a period. */
export function Figures({ period }: { period: Period }) {
  const { t } = useTranslation();
  const n = useNumbers();
  const figures: { label: string; value: string; hint?: string | undefined; tone?: string | undefined }[] = [
    {
      label: t('stats.total'),
      value: n.whole(period.execution_count),
      hint: period.cancelled_count > 0 ? t('stats.total_hint', { count: period.cancelled_count }) : undefined,
    },
    {
      label: t('stats.rate'),
      value: typeof period.success_rate === 'number' ? n.percent(period.success_rate) : '—',
      tone: typeof period.success_rate === 'number' && period.success_rate < 0.9 ? 'text-danger' : undefined,
      hint: t('stats.rate_hint'),
    },
    {
      label: t('stats.average'),
      value: typeof period.average_duration_ms === 'number' ? n.duration(period.average_duration_ms) : '—',
      hint:
        typeof period.median_duration_ms === 'number' && typeof period.p95_duration_ms === 'number'
          ? t('stats.average_hint', { median: n.duration(period.median_duration_ms), p95: n.duration(period.p95_duration_ms) })
          : undefined,
    },
    { label: t('stats.success'), value: n.whole(period.success_count) },
    { label: t('stats.failed'), value: n.whole(period.failed_count), tone: period.failed_count > 0 ? 'text-danger' : undefined },
    { label: t('stats.skipped'), value: n.whole(period.skipped_count), hint: t('stats.skipped_hint') },
  ];
  return (
    <Card>
      {/* Lines between the figures, whatever their number in a row: the gaps show what is beneath. */}
      <dl className="grid grid-cols-2 gap-px bg-line md:grid-cols-3 xl:grid-cols-6">
        {figures.map(({ label, value, hint, tone }) => (
          <div key={label} className="flex flex-col gap-0.5 bg-surface px-4 py-3.5">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="flex flex-col gap-1">
              <span className={`tabular text-2xl font-semibold ${tone ?? ''}`}>{value}</span>
              {hint && <span className="text-xs text-balance text-muted">{hint}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
