import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/shared/format/numbers';
import type { Workflow } from './queries';

const [step, width, height] = [6, 4, 22];

/** The executions of the last days, one bar each: what failed is at its foot. Says the figures to those who do not see it. */
export function Sparkline({ recent }: { recent: NonNullable<Workflow['recent_days']> }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const { success_counts: success, failed_counts: failed } = recent;
  const totals = success.map((count, day) => count + (failed[day] ?? 0));
  const most = Math.max(...totals);
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
  const label =
    most === 0
      ? t('workflows.spark_none')
      : t('workflows.spark', {
          success: numbers.whole(sum(success)),
          failed: numbers.whole(sum(failed)),
          today: numbers.whole(totals.at(-1) ?? 0),
        });
  // A day with one of very many is still to be seen.
  const tall = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * height));
  return (
    <svg role="img" aria-label={label} width={totals.length * step} height={height} className="shrink-0">
      <title>{label}</title>
      {totals.map((total, day) => {
        const [whole, bad] = [tall(total), tall(failed[day] ?? 0)];
        const place = { x: day * step, width, rx: 1 };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the day
          <g key={day}>
            {total === 0 && <rect {...place} y={height - 1} height={1} className="fill-line-strong/50" />}
            {total > 0 && <rect {...place} y={height - whole} height={whole} className="fill-success/80" />}
            {bad > 0 && <rect {...place} y={height - bad} height={bad} className="fill-danger" />}
          </g>
        );
      })}
    </svg>
  );
}
