import { DayPicker } from 'react-day-picker';
import { enGB, fr } from 'react-day-picker/locale';
import { useTranslation } from 'react-i18next';
import { toDay } from './period';

/** A month whose days can be chosen; weeks begin on Monday. */
export function Calendar({
  value,
  first,
  onChange,
}: {
  value: string | null;
  /** The first day that can be chosen. */
  first?: string;
  onChange: (day: string | null) => void;
}) {
  const { i18n } = useTranslation();
  const selected = value ? new Date(`${value}T00:00:00`) : undefined;
  const from = first ? new Date(`${first}T00:00:00`) : undefined;
  return (
    <DayPicker
      mode="single"
      autoFocus
      locale={i18n.language === 'en' ? enGB : fr}
      weekStartsOn={1}
      {...(from && { startMonth: from, disabled: { before: from } })}
      {...(selected && { selected, defaultMonth: selected })}
      onSelect={(day) => onChange(day ? toDay(day) : null)}
      classNames={{
        months: 'relative',
        month_caption: 'flex h-9 items-center px-2 text-sm font-semibold capitalize',
        nav: 'absolute top-0 right-0 flex',
        button_previous: 'flex size-9 items-center justify-center rounded-lg hover:bg-sunken',
        button_next: 'flex size-9 items-center justify-center rounded-lg hover:bg-sunken',
        chevron: 'size-4 fill-current',
        weekday: 'size-9 text-xs font-medium text-muted',
        day: 'p-0 text-center text-sm',
        day_button: 'tabular size-9 rounded-lg hover:bg-sunken',
        today: 'font-bold text-accent',
        selected: '[&>button]:bg-accent [&>button]:text-on-accent',
        outside: 'text-muted',
        disabled: 'text-muted opacity-50 [&>button]:hover:bg-transparent',
      }}
    />
  );
}
