import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/features/auth/session';
import { causeOf } from '@/features/executions/causes';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Day } from '@/shared/format/Day';
import { Moment } from '@/shared/format/Moment';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { toDay } from '@/shared/ui/period';
import type { FailureGroup } from './queries';
import { useMany } from './useMany';

/** Failures that somebody expects, folded away; each can be made to count again. */
export function MutedGroups({ groups }: { groups: FailureGroup[] }) {
  const { t } = useTranslation();
  if (groups.length === 0) return null;
  return (
    <Card>
      <details>
        <summary className="rounded-xl px-5 py-4 text-sm font-medium text-muted">{t('attention.muted', { count: groups.length })}</summary>
        <ul className="border-t">
          {groups.map((group) => (
            <MutedRow key={`${group.workflow_id} ${group.cause_key}`} group={group} />
          ))}
        </ul>
      </details>
    </Card>
  );
}

function MutedRow({ group }: { group: FailureGroup }) {
  const { t } = useTranslation();
  const may = useMay();
  const queries = useQueryClient();
  const { muted, workflow_id, cause_key } = group;
  const many = useMany();
  const unmute = useMutation({
    mutationFn: () => api.DELETE('/api/v1/attention/mutes/{workflow_id}/{cause_key}', { params: { path: { workflow_id, cause_key } } }),
    onError: tellProblem,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['attention'] }),
  });
  if (!muted) return null;
  return (
    <li className="flex flex-col items-start justify-between gap-3 border-b px-5 py-4 text-sm last:border-b-0 sm:flex-row">
      <div className="flex min-w-0 flex-col gap-1">
        <h3 className="font-medium">{t(`cause.${causeOf(group.error_code)}.what`)}</h3>
        <p className="text-muted">
          <Link to={`/workflows/${workflow_id}`} className="text-ink underline underline-offset-2">
            {group.workflow_name}
          </Link>{' '}
          · {t('attention.failures', { count: group.count, many: many(group) })} · <Moment value={group.last_at} />
        </p>
        <p className="break-words text-muted">
          {t('attention.muted_by', { name: muted.by })} · <Moment value={muted.at} />
          {muted.until && (
            <>
              {' '}
              · {t('attention.muted_until')} <Day value={toDay(new Date(muted.until))} />
            </>
          )}
        </p>
        {muted.note && <p className="break-words">{muted.note}</p>}
      </div>
      {may('executions:retry') && (
        <Button size="sm" busy={unmute.isPending} onClick={() => unmute.mutate()}>
          <BellRing aria-hidden />
          {t('attention.unmute')}
          <span className="sr-only"> : {group.workflow_name}</span>
        </Button>
      )}
    </li>
  );
}
