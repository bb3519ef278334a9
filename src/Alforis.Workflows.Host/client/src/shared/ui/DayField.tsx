import { CalendarDays, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '@/shared/format/Day';
import { Button } from './Button';
import { Skeleton } from './Skeleton';

const Calendar = lazy(async () => ({ default: (await import('./Calendar')).Calendar }));

type Props = {
  label: string;
  empty: string;
  value: string | null;
  /** The first day that can be chosen; any when it is left out. */
  first?: string;
  onChange: (day: string | null) => void;
};

/** A day, `2027-01-31`, or none. The calendar is loaded when it is opened. */
export function DayField({ label, empty, value, first, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className="text-sm font-medium">
        {label}
      </span>
      <div className="flex gap-2">
        <Popover.Root open={isOpen} onOpenChange={setOpen}>
          <Popover.Trigger asChild>
            <Button aria-labelledby={`${id} ${id}-value`} className="h-10!">
              <CalendarDays aria-hidden />
              <span id={`${id}-value`}>{value ? <Day value={value} /> : empty}</span>
            </Button>
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content align="start" sideOffset={6} aria-label={label} className="z-50 rounded-xl border bg-surface p-3 shadow-card">
              <Suspense fallback={<Skeleton className="h-64 w-64" />}>
                <Calendar
                  value={value}
                  {...(first && { first })}
                  onChange={(day) => {
                    onChange(day);
                    setOpen(false);
                  }}
                />
              </Suspense>
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
        {value && (
          <Button look="ghost" size="icon" className="size-10!" aria-label={t('picker.clear')} onClick={() => onChange(null)}>
            <X aria-hidden />
          </Button>
        )}
      </div>
    </div>
  );
}
