import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Moment } from '@/shared/format/Moment';
import { Card } from '@/shared/ui/Card';
import { ChangeTable } from './ChangeTable';
import { Fold } from './Payload';
import type { Change, Story } from './types';

/** What happened: when, who did it, what it changed. */
export function EventCard({ event, isWithheld }: { event: NonNullable<Story['event']>; isWithheld: boolean }) {
  const { t } = useTranslation();
  const changes = (Array.isArray(event.changes) ? event.changes : []) as Change[];
  return (
    <Card>
      <h2 className="border-b px-5 py-3.5 font-semibold">{t('execution.event')}</h2>
      <div className="flex flex-col gap-3 p-5 text-sm">
        <div>
          <p className="font-medium">{event.types?.map((type) => t(`trigger.${type}` as 'trigger.manual')).join(', ') || `#${event.id}`}</p>
          {event.occurred_at && (
            <p className="text-muted">
              <Moment value={event.occurred_at} style="full" />
            </p>
          )}
        </div>
        {changes.length > 0 && <ChangeTable changes={changes} />}
        {isWithheld && (
          <p className="flex gap-2 rounded-lg bg-sunken p-3 text-muted">
            <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t('story.brought_withheld')}
          </p>
        )}
        {event.webhook ? <Fold title={t('story.brought')} value={event.webhook} /> : null}
        {event.after ? <Fold title={t('story.payload')} value={event.after} /> : null}
      </div>
    </Card>
  );
}
