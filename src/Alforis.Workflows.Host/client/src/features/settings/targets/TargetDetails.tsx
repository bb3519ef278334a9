import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import { Badge } from '@/shared/ui/Badge';
import { Skeleton } from '@/shared/ui/Skeleton';
import { events } from './events';
import { type Target, targetQuery } from './queries';

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <dt className="text-xs font-medium text-muted">{term}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-1.5 text-sm">{children}</dd>
    </div>
  );
}

/** What a target is for, how its calls are proved, and who names it. */
export function TargetDetails({ target }: { target: Target }) {
  const { t } = useTranslation();
  const { data, isLoadingError } = useQuery(targetQuery(target.id));
  const uses = data?.workflows;
  return (
    <div className="flex flex-col gap-4 border-t bg-sunken/60 px-5 py-4 sm:pl-11">
      {target.inactive_reason && (
        <p className="rounded-lg bg-warning-soft p-3 text-sm break-words text-warning">{target.inactive_reason}</p>
      )}
      {target.description && <p className="text-sm break-words">{target.description}</p>}
      <dl className="grid gap-4 sm:grid-cols-2">
        <Fact term={t('secrets.secret')}>
          <Badge tone={target.secrets > 0 ? 'success' : 'neutral'}>
            {target.secrets > 0 ? t('secrets.good', { count: target.secrets }) : t('targets.unsigned')}
          </Badge>
          {target.has_headers && <Badge>{t('targets.headers')}</Badge>}
        </Fact>
        <Fact term={t('targets.changed')}>
          <Moment value={target.updated_at} />
        </Fact>
        {target.event_types.length > 0 && (
          <Fact term={t('targets.subscribed')}>
            {events
              .filter((e) => target.event_types.includes(e))
              .map((event) => (
                <Badge key={event} tone="accent">
                  {t(`trigger.${event}`)}
                </Badge>
              ))}
          </Fact>
        )}
        {uses !== null && !isLoadingError && (
          <Fact term={t('targets.used_by')}>
            {!uses && <Skeleton className="h-5 w-40" />}
            {uses?.length === 0 && <span className="text-muted">{t('targets.unused')}</span>}
            {uses && uses.length > 0 && (
              <ul className="flex min-w-0 flex-col gap-1">
                {uses.map((use) => (
                  <li key={use.id} className="flex flex-wrap items-center gap-2">
                    <Link to={`/workflows/${use.id}`} className="break-words text-accent-strong underline-offset-4 hover:underline">
                      {use.name}
                    </Link>
                    {use.is_subscription && <Badge>{t('targets.subscription')}</Badge>}
                    {(use.status === 'inactive' || use.status === 'draft') && <Badge>{t(`status.${use.status}`)}</Badge>}
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        )}
      </dl>
    </div>
  );
}
