import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/shared/format/numbers';
import { cn } from '@/shared/ui/cn';
import { type State, states, type TaskFilters, tasksQuery } from './queries';

type Props = { value: State; filters: TaskFilters; onChange: (state: State) => void };

/** The states that tasks can be filtered by, each with how many there are. */
export function StateFilter({ value, filters, onChange }: Props) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds buttons, not inputs of a form
    <div role="group" aria-label={t('tasks.state')} className="flex flex-wrap gap-1 border-b px-3 py-2">
      {states.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={state === value}
          onClick={() => onChange(state)}
          className={cn(
            'inline-flex items-center gap-2 rounded-lg px-3 py-1.5 text-sm font-medium',
            state === value ? 'bg-accent-soft text-accent-strong' : 'text-muted hover:bg-sunken hover:text-ink',
          )}
        >
          {t(`tasks.state_${state}`)}
          <Count state={state} filters={filters} />
        </button>
      ))}
    </div>
  );
}

function Count({ state, filters }: { state: State; filters: TaskFilters }) {
  const numbers = useNumbers();
  const { data } = useQuery({ ...tasksQuery(state, { ...filters, limit: 1 }), staleTime: 10_000 });
  return data ? <span className="tabular text-xs font-normal">{numbers.whole(data.total)}</span> : null;
}
