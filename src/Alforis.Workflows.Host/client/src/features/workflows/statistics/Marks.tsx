import { useTranslation } from 'react-i18next';
import { Moment } from '@/shared/format/Moment';
import type { Mark } from './queries';
import { useMarkName } from './useMarkName';

const most = 6;

/** What happened to the workflow itself in the period, the newest first. */
export function Marks({ marks }: { marks: Mark[] }) {
  const { t } = useTranslation();
  const markName = useMarkName();
  if (marks.length === 0) return null;
  return (
    <div className="mt-3 flex flex-col gap-x-4 gap-y-1.5 border-t pt-3 text-xs sm:flex-row">
      <h3 className="shrink-0 font-medium text-muted">{t('stats.marks')}</h3>
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-muted">
        {marks
          .slice(-most)
          .reverse()
          .map((mark) => (
            <li key={`${mark.at}${mark.kind}`} className="inline-flex items-center gap-1.5">
              <span aria-hidden className="size-2 rounded-full bg-accent" />
              <span className="text-ink">{markName(mark)}</span>
              <Moment value={mark.at} />
            </li>
          ))}
      </ul>
    </div>
  );
}
