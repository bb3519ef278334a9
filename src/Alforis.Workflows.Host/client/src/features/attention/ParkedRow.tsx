import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { EntityLink } from '@/features/executions/EntityLink';
import { api } from '@/shared/api/client';
import { Moment } from '@/shared/format/Moment';
import { Button } from '@/shared/ui/Button';
import { InTurn } from './InTurn';
import type { ParkedEvent } from './queries';
import { useInTurn } from './useInTurn';

/** An event that was given up; it can be tried again with all of its attempts. */
export function ParkedRow({ event }: { event: ParkedEvent }) {
  const { t } = useTranslation();
  const may = useMay();
  const { progress, run } = useInTurn(
    (id) => api.POST('/api/v1/events/{id}/replay', { params: { path: { id } } }),
    ['events', 'attention'],
  );
  const names = event.types.map((type) => t(`trigger.${type}` as 'trigger.manual', { defaultValue: type })).join(', ');
  return (
    <li className="flex flex-col gap-2 border-b px-5 py-4 last:border-b-0">
      <div className="flex flex-col items-start justify-between gap-3 sm:flex-row">
        <div className="flex flex-col gap-1">
          <h3 className="font-medium">{names}</h3>
          <p className="text-sm text-muted">
            <EntityLink type={event.entity_type} id={event.entity_id} /> · {t('attention.tried', { count: event.attempts })} ·{' '}
            <Moment value={event.parked_at ?? event.occurred_at} />
          </p>
        </div>
        {may('events:replay') && (
          <Button size="sm" busy={progress !== null && !progress.isOver} onClick={() => void run([event.id])}>
            <RotateCcw aria-hidden />
            {t('attention.replay')}
            <span className="sr-only"> : {event.id}</span>
          </Button>
        )}
      </div>
      <InTurn progress={progress} done="attention.replayed" />
      {event.last_error && (
        <details className="text-sm">
          <summary className="rounded text-muted">{t('attention.details')}</summary>
          <p className="mt-2 break-words">{event.last_error}</p>
        </details>
      )}
    </li>
  );
}
