import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import { Card } from '@/shared/ui/Card';
import { EmptyState } from '@/shared/ui/States';
import type { System } from './findings';

/** What the clock fires next. */
export function Firings({ firings }: { firings: System['next_firings'] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <h2 className="border-b px-4 py-3 font-semibold">{t('system.clock')}</h2>
      {firings.length === 0 ? (
        <EmptyState icon={CalendarClock} title={t('system.no_firings')}>
          {t('system.no_firings_hint')}
        </EmptyState>
      ) : (
        <ol className="divide-y">
          {firings.map((firing) => (
            <li
              key={`${firing.workflow_id} ${firing.at}`}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2.5"
            >
              <Link
                to={`/workflows/${firing.workflow_id}`}
                className="rounded text-sm font-medium underline-offset-2 hover:text-accent hover:underline"
              >
                {firing.name}
              </Link>
              <span className="flex gap-3 text-sm text-muted">
                <Moment value={firing.at} style="full" />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
