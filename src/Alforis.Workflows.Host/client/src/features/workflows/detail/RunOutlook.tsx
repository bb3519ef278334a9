import { queryOptions, type UseQueryResult } from '@tanstack/react-query';
import { CircleCheck, CircleMinus, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';
import { sentenceOf } from '@/shared/problems/words';
import { cn } from '@/shared/ui/cn';
import { Skeleton } from '@/shared/ui/Skeleton';
import { unseenOf } from './unseen';

type Answer = components['schemas']['ExplainAnswer'];
type Target = { trigger_entity_type?: 'organisation' | 'deal'; trigger_entity_id?: number };

/** Whether a workflow would fire for an entity, and why; asked anew each time, because entities change. */
export const outlookQuery = (id: number, target: Target, language: string) =>
  queryOptions({
    queryKey: ['workflows', id, 'explain', target, language],
    gcTime: 0,
    retry: false,
    queryFn: () =>
      body(
        api.POST('/api/v1/workflows/{id}/explain', {
          params: { path: { id } },
          body: { ...target, language: language === 'en' ? 'en' : 'fr' },
        }),
      ),
  });

/** What running a workflow by hand will do, and the reason. */
export function RunOutlook({ answer }: { answer: UseQueryResult<Answer> }) {
  const { t } = useTranslation();
  if (answer.isPending) return <Skeleton className="h-16" />;
  const unseen = unseenOf(answer.error);
  if (unseen) return <Unseen resource={unseen} />;
  if (answer.isLoadingError) return <p className="text-sm text-danger">{sentenceOf(answer.error)}</p>;
  const { fires, obstacle, reason, verdict } = answer.data;
  // Run by hand, the trigger and its filters are not asked.
  const isTriggers = obstacle === 'trigger' || obstacle === 'filter';
  const Icon = fires ? CircleCheck : CircleMinus;
  return (
    <div
      role="status"
      className={cn('flex gap-3 rounded-xl p-3.5 text-sm', fires ? 'bg-success-soft' : isTriggers ? 'bg-sunken' : 'bg-warning-soft')}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', fires ? 'text-success' : isTriggers ? 'text-muted' : 'text-warning')} />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-medium">{fires ? t('detail.run_fires') : isTriggers ? t('detail.run_filter') : t('detail.run_stops')}</p>
        <p className="break-words">{reason ?? verdict}</p>
      </div>
    </div>
  );
}

/** What a run would do says what stands in the records that it looks at: who may not read these runs it without knowing. */
function Unseen({ resource }: { resource: NonNullable<ReturnType<typeof unseenOf>> }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex gap-3 rounded-xl bg-sunken p-3.5 text-sm">
      <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-medium">{t('outlook.unseen')}</p>
        <p>{t('outlook.unseen_why', { what: t(`outlook.what.${resource}`), permission: `${resource}:read` })}</p>
      </div>
    </div>
  );
}
