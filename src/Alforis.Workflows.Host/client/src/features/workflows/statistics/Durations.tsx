import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';
import type { Period } from './queries';

/** How long executions took: a bar for each length that there is, with its figure. */
export function Durations({ period }: { period: Period }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const used = period.durations.map((d, i) => ({ ...d, i })).filter((d) => d.execution_count > 0);
  const ranges = period.durations.slice(used[0]?.i ?? 0, (used.at(-1)?.i ?? -1) + 1);
  const most = Math.max(1, ...ranges.map((r) => r.execution_count));
  const total = ranges.reduce((sum, r) => sum + r.execution_count, 0);
  const name = (from: number, to: number | null | undefined) =>
    typeof to !== 'number'
      ? t('stats.over', { from: numbers.duration(from) })
      : from === 0
        ? t('stats.under', { to: numbers.duration(to) })
        : t('stats.between', { from: numbers.duration(from), to: numbers.duration(to) });
  return (
    <Card className="self-start">
      <div className="border-b px-5 py-3.5">
        <h2 className="font-semibold">{t('stats.durations')}</h2>
        <p className="text-xs text-muted">{t('stats.durations_hint')}</p>
      </div>
      {ranges.length === 0 ? (
        <p className="p-5 text-sm text-muted">{t('stats.no_durations')}</p>
      ) : (
        <ul className="flex flex-col gap-2 p-5 text-sm">
          {ranges.map((r) => (
            <li key={r.from_ms} className="grid grid-cols-[7.25rem_1fr_5.5rem] items-center gap-3">
              <span className="whitespace-nowrap text-muted">{name(r.from_ms, r.to_ms)}</span>
              <span aria-hidden className="h-3 overflow-hidden rounded-sm bg-sunken">
                {r.execution_count > 0 && (
                  <span
                    className="block h-full min-w-0.5 rounded-sm bg-accent/80"
                    style={{ width: `${(100 * r.execution_count) / most}%` }}
                  />
                )}
              </span>
              <span className="tabular text-right whitespace-nowrap">
                {numbers.whole(r.execution_count)} <span className="text-xs text-muted">{numbers.percent(r.execution_count / total)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
