import { CalendarDays, Check } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { cn } from './cn';
import { Popover } from './Popover';
import { fromDay, momentsOf, presets } from './period';
import { Skeleton } from './Skeleton';

const PeriodCalendar = lazy(() => import('./PeriodCalendar'));

/** A period: the last days, or from one day to another. Its value is what the address keeps; empty for any time. */
export function PeriodFilter({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const [picks, setPicks] = useState(false);
  const isRange = value.includes('..') && momentsOf(value, new Date()).from !== undefined;
  const preset = presets.find((p) => p === value);
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  const range = isRange ? value.split('..').map((d) => day.format(fromDay(d) ?? undefined)) : [];
  const text = isRange ? `${range[0]} – ${range[1]}` : t(preset ? `period.${preset}` : 'period.all');
  const choose = (next: string | null) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <Popover
      label={t('period.label')}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setPicks(next && isRange);
      }}
      trigger={
        <Button aria-label={`${t('period.label')} : ${text}`} className="font-normal!">
          <CalendarDays aria-hidden className="text-muted" />
          {text}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 sm:flex-row">
        <ul className="flex min-w-44 flex-col">
          {[null, ...presets].map((p) => {
            const isChosen = p === (preset ?? null) && !isRange;
            return (
              <li key={p ?? 'all'}>
                <Button
                  look="ghost"
                  size="sm"
                  aria-pressed={isChosen}
                  className="w-full justify-between font-normal!"
                  onClick={() => choose(p)}
                >
                  {t(p ? `period.${p}` : 'period.all')}
                  {isChosen && <Check aria-hidden className="text-accent" />}
                </Button>
              </li>
            );
          })}
          <li>
            <Button
              look="ghost"
              size="sm"
              aria-expanded={picks}
              className={cn('w-full justify-between font-normal!', picks && 'bg-sunken!')}
              onClick={() => setPicks(true)}
            >
              {t('period.range')}
            </Button>
          </li>
        </ul>
        {picks && (
          <Suspense fallback={<Skeleton className="h-80 w-72" />}>
            <PeriodCalendar value={isRange ? value : ''} onChoose={choose} />
          </Suspense>
        )}
      </div>
    </Popover>
  );
}
