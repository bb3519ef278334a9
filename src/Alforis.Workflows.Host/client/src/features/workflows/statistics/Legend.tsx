import { useTranslation } from 'react-i18next';
import { cn } from '@/shared/ui/cn';
import { type SeriesName, series } from './series';

/** What the colours mean; each can be left out. */
export function Legend({ shown, onChange }: { shown: SeriesName[]; onChange: (shown: SeriesName[]) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="order-last -mx-2 flex w-full flex-wrap gap-1 sm:order-none sm:mx-0 sm:w-auto">
      <legend className="sr-only">{t('stats.series')}</legend>
      {series.map(({ name, swatch }) => {
        const isShown = shown.includes(name);
        return (
          <button
            key={name}
            type="button"
            aria-pressed={isShown}
            onClick={() => onChange(isShown ? shown.filter((s) => s !== name) : [...shown, name])}
            className={cn(
              'inline-flex items-center gap-1.5 rounded-md px-2 py-1 text-xs text-muted hover:bg-sunken',
              !isShown && 'line-through',
            )}
          >
            <span aria-hidden className={cn('size-2.5 rounded-sm', isShown ? swatch : 'ring-1 ring-line-strong ring-inset')} />
            {t(`stats.${name}`)}
          </button>
        );
      })}
    </fieldset>
  );
}
