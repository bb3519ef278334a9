import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/shared/format/numbers';
import { cn } from '@/shared/ui/cn';
import type { System } from './findings';

/** How many events wait, for how long, and how many were given up. */
export function Queue({ queue }: { queue: System['queue'] }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const age = queue.oldest_due_age_seconds;
  const figures = [
    { name: t('system.queued'), value: numbers.whole(queue.queued - queue.deferred), hint: t('system.queued_hint') },
    {
      name: t('system.age'),
      value: typeof age === 'number' ? numbers.duration(Math.round(age) * 1000) : '—',
      hint: t('system.age_hint'),
    },
    { name: t('system.deferred'), value: numbers.whole(queue.deferred), hint: t('system.deferred_hint') },
    { name: t('system.parked'), value: numbers.whole(queue.parked), hint: t('system.parked_hint'), isBad: queue.parked > 0 },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      {figures.map((figure) => (
        <div key={figure.name} className="flex flex-col gap-1 rounded-xl border bg-surface p-4 shadow-card">
          <dt className="text-sm text-muted">{figure.name}</dt>
          <dd className={cn('tabular text-2xl font-semibold', figure.isBad && 'text-danger')}>{figure.value}</dd>
          <dd className="text-xs text-muted">{figure.hint}</dd>
        </div>
      ))}
    </dl>
  );
}
