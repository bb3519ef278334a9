import { Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/features/auth/session';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Button } from '@/shared/ui/Button';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import type { Held } from './queries';
import { useHeldDecision } from './useHeldDecision';
import { useMany } from './useMany';

/** Calls of a workflow that its hourly limit holds up: how many, for how long, and the ways to make them all now or none of them. */
export function HeldRow({ held, asOf }: { held: Held; asOf: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const { whole } = useNumbers();
  const [asks, setAsks] = useState<'release' | 'discard' | null>(null);
  const { decided, run } = useHeldDecision(held, asOf);
  const { workflow_id, workflow_name, count, calls_per_hour } = held;
  const many = useMany()(held);
  const isBusy = decided !== null && !decided.isOver;
  return (
    <li className="flex flex-col gap-3 border-b px-5 py-4 last:border-b-0">
      <div className="flex flex-col items-start justify-between gap-3 sm:flex-row">
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="font-medium">{t('attention.held_calls', { count, many })}</h3>
          <p className="text-sm text-muted">
            <Link to={`/workflows/${workflow_id}`} className="text-ink underline underline-offset-2">
              {workflow_name}
            </Link>{' '}
            · {t('attention.held_since')} <Moment value={held.since} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {may('executions:cancel') && (
            <Button size="sm" look="ghost" disabled={isBusy} onClick={() => setAsks('discard')}>
              <Trash2 aria-hidden />
              {t('attention.discard')}
              <span className="sr-only"> : {workflow_name}</span>
            </Button>
          )}
          {may('executions:retry') && (
            <Button size="sm" busy={isBusy} onClick={() => setAsks('release')}>
              <Send aria-hidden />
              {t('attention.release')}
              <span className="sr-only"> : {workflow_name}</span>
            </Button>
          )}
        </div>
      </div>
      <p className="text-sm">
        {held.count_is_more
          ? t('attention.held_why_more', { hours: whole(hoursFor(count, calls_per_hour)), limit: whole(calls_per_hour) })
          : t('attention.held_why', { count: hoursFor(count, calls_per_hour), limit: whole(calls_per_hour) })}
      </p>
      {decided && (
        <div role="status" className="flex flex-col gap-1 text-sm">
          <p className="text-muted">{t(`attention.decided.${decided.what}`, { count: decided.done })}</p>
          {decided.notPermitted > 0 && (
            <p className="text-danger">
              {t('attention.left', { count: decided.notPermitted })} {t('attention.left_why.not_permitted')}
            </p>
          )}
        </div>
      )}
      <ConfirmDialog
        open={asks !== null}
        onOpenChange={(open) => !open && setAsks(null)}
        title={t(asks === 'discard' ? 'attention.discard_title' : 'attention.release_title', { count, many })}
        description={t(asks === 'discard' ? 'attention.discard_text' : 'attention.release_text')}
        confirm={t(asks === 'discard' ? 'attention.discard' : 'attention.release')}
        harmless={asks !== 'discard'}
        onConfirm={() => {
          setAsks(null);
          if (asks) void run(asks);
        }}
      />
    </li>
  );
}

/** In how many hours the last of them goes by itself, about. */
export function hoursFor(count: number, callsPerHour: number) {
  return Math.max(1, Math.ceil(count / callsPerHour));
}
