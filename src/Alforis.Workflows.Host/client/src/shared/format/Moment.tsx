import { useTranslation } from 'react-i18next';
import { Tooltip } from '@/shared/ui/Tooltip';

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago, or how long until, in words. */
export function relative(moment: Date, now: Date, language: string) {
  const seconds = Math.round((moment.getTime() - now.getTime()) / 1000);
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

type Props = { value: string; zone?: string | undefined; style?: 'relative' | 'full' };

/** A moment in the reader's time zone; the exact one, and the workflow's zone if it is another, on hover and focus. */
export function Moment({ value, zone, style = 'relative' }: Props) {
  const { i18n, t } = useTranslation();
  const moment = new Date(value);
  const full = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const own = full.format(moment);
  const there = zone
    ? new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone }).format(moment)
    : own;
  return (
    <Tooltip
      text={
        <>
          {own}
          {there !== own && (
            <>
              <br />
              {t('time.in_zone', { time: there, zone })}
            </>
          )}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must be reached without a mouse */}
      <time dateTime={value} tabIndex={0} className="rounded whitespace-nowrap">
        {style === 'full' ? own : relative(moment, new Date(), i18n.language)}
      </time>
    </Tooltip>
  );
}
