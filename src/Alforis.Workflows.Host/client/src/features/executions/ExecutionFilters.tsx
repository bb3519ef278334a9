import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Choice } from '@/shared/ui/Choice';
import { Input } from '@/shared/ui/Field';
import { PeriodFilter } from '@/shared/ui/PeriodFilter';
import type { useFilters } from '@/shared/useFilters';
import { EntityFilter, parseEntity } from './EntityFilter';
import { outcomes } from './outcome';

export const filterNames = ['outcome', 'period', 'entity', 'error'];

/** What of the executions is looked at; all of it is in the address. */
export function ExecutionFilterBar({ filters, status }: { filters: ReturnType<typeof useFilters>; status: string }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-2 border-b p-3">
      <ErrorSearch value={filters.get('error')} onChange={(error) => filters.set({ error }, true)} />
      <Choice
        label={t('workflows.status')}
        value={status}
        options={[{ value: 'all', label: t('workflows.all') }, ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
        onChange={(value) => filters.set({ outcome: value === 'all' ? null : value })}
      />
      <PeriodFilter value={filters.get('period')} onChange={(period) => filters.set({ period })} />
      <EntityFilter value={parseEntity(filters.get('entity'))} onChange={(entity) => filters.set({ entity })} />
      {filters.count(filterNames) > 0 && (
        <Button look="ghost" onClick={() => filters.set({ outcome: null, period: null, entity: null, error: null })}>
          {t('action.clear')}
        </Button>
      )}
    </div>
  );
}

/** Asks when one has stopped typing for a moment. */
function ErrorSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(text.trim()), 350);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className="relative w-full sm:w-56">
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" />
      <Input
        type="search"
        maxLength={200}
        aria-label={t('runs.search_error')}
        placeholder={t('runs.search_error')}
        className="h-9! pl-9 text-sm"
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
    </div>
  );
}
