import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/shared/format/numbers';
import { cn } from '@/shared/ui/cn';
import type { Day, Mark } from './queries';
import { dayName, marksByDay, series } from './series';
import { useMarkName } from './useMarkName';

/** The days in figures, the newest first: in place of the chart, or for those only who hear it. */
export function DaysTable({ days, marks, isSeen }: { days: Day[]; marks: Mark[]; isSeen: boolean }) {
  const { t, i18n } = useTranslation();
  const numbers = useNumbers();
  const markName = useMarkName();
  const marked = marksByDay(marks);
  return (
    <section
      aria-label={t('stats.per_day')}
      {...(isSeen && { tabIndex: 0 })}
      className={cn(isSeen ? 'max-h-72 overflow-auto rounded-lg border' : 'sr-only')}
    >
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{t('stats.per_day')}</caption>
        <thead className="sticky top-0 bg-sunken text-xs text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 font-medium">
              {t('stats.day')}
            </th>
            {series.map((s) => (
              <th key={s.key} scope="col" className="px-3 py-2 text-right font-medium">
                {t(`stats.${s.name}`)}
              </th>
            ))}
            <th scope="col" className="px-3 py-2 font-medium">
              {t('stats.marks')}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day} className="border-t">
              <th scope="row" className="px-3 py-1.5 font-normal whitespace-nowrap">
                {dayName(day.day, i18n.language, 'long')}
              </th>
              {series.map((s) => (
                <td key={s.key} className="tabular px-3 py-1.5 text-right">
                  {numbers.whole(day[s.key])}
                </td>
              ))}
              <td className="px-3 py-1.5 whitespace-nowrap text-muted">{marked.get(day.day)?.map(markName).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
