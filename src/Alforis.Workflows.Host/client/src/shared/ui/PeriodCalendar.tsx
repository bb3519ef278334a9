import { useState } from 'react';
import { type DateRange, DayPicker } from 'react-day-picker';
import { enGB, fr } from 'react-day-picker/locale';
import 'react-day-picker/style.css';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { fromDay, toDay } from './period';

const colours = {
  '--rdp-accent-color': 'var(--accent)',
  '--rdp-accent-background-color': 'var(--accent-soft)',
  '--rdp-range_start-color': 'var(--on-accent)',
  '--rdp-range_end-color': 'var(--on-accent)',
  '--rdp-range_middle-color': 'var(--ink)',
  '--rdp-day-height': '2.25rem',
  '--rdp-day-width': '2.25rem',
  '--rdp-day_button-height': '2.25rem',
  '--rdp-day_button-width': '2.25rem',
  '--rdp-outside-opacity': '1',
  '--rdp-weekday-opacity': '1',
} as React.CSSProperties;

/** Two days in a calendar. Loaded when somebody wants to choose days. */
export default function PeriodCalendar({ value, onChoose }: { value: string; onChoose: (period: string) => void }) {
  const { t, i18n } = useTranslation();
  const [from, to] = value.split('..').map(fromDay);
  const [range, setRange] = useState<DateRange | undefined>(from && to ? { from, to } : undefined);
  return (
    <div className="flex flex-col gap-2 text-sm">
      <DayPicker
        mode="range"
        locale={i18n.language.startsWith('fr') ? fr : enGB}
        selected={range}
        onSelect={setRange}
        defaultMonth={range?.from ?? new Date()}
        disabled={{ after: new Date() }}
        classNames={{
          caption_label: 'flex h-full items-center text-sm font-semibold first-letter:uppercase',
          chevron: 'size-4 fill-current text-muted',
        }}
        style={colours}
      />
      <p className="text-xs text-muted">{t('period.pick')}</p>
      <Button
        look="primary"
        size="sm"
        disabled={!range?.from || !range.to}
        onClick={() => range?.from && range.to && onChoose(`${toDay(range.from)}..${toDay(range.to)}`)}
      >
        {t('period.apply')}
      </Button>
    </div>
  );
}
