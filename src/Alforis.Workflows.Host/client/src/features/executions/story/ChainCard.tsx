import { CalendarClock, User, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '@/shared/ui/Card';
import { EntityLink } from '../EntityLink';
import { OutcomeIcon, useOutcomeText } from '../outcome';
import type { Story } from './types';

type Neighbour = Story['causes'][number];

/** Where it came from, and what it set off: one execution after the other. */
export function ChainCard({ story }: { story: Story }) {
  const { t } = useTranslation();
  return (
    <Card>
      <h2 className="border-b px-5 py-3.5 font-semibold">{t('story.chain')}</h2>
      <div className="flex flex-col gap-4 p-5 text-sm">
        <section className="flex flex-col gap-2">
          <h3 className="text-xs font-medium text-muted">{t('story.caused')}</h3>
          <ol className="flex flex-col gap-2">
            {story.causes.length === 0 && (
              <li>
                <Origin event={story.event ?? null} />
              </li>
            )}
            {story.causes.map((cause) => (
              <Run key={cause.execution_id} run={cause} />
            ))}
          </ol>
        </section>
        <section className="flex flex-col gap-2">
          <h3 className="text-xs font-medium text-muted">{t('story.effects')}</h3>
          {story.effects.length === 0 && <p className="text-muted">{t('story.no_effects')}</p>}
          <ol className="flex flex-col gap-2">
            {story.effects.map((effect) => (
              <Run key={effect.execution_id} run={effect} />
            ))}
          </ol>
        </section>
      </div>
    </Card>
  );
}

function Origin({ event }: { event: Story['event'] | null }) {
  const { t } = useTranslation();
  const [Icon, text]: [typeof User, ReactNode] = event?.scheduled_at
    ? [CalendarClock, t('story.by_schedule')]
    : event?.types?.includes('webhook_received')
      ? [Webhook, t('story.by_webhook')]
      : [User, event?.actor ? t('story.by_person', { actor: event.actor }) : t('story.by_unknown')];
  return (
    <span className="flex items-center gap-2">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 break-all">{text}</span>
    </span>
  );
}

function Run({ run }: { run: Neighbour }) {
  const { t } = useTranslation();
  const text = useOutcomeText();
  return (
    <li className="flex gap-2">
      <OutcomeIcon status={run.status ?? 'cancelled'} className="mt-0.5 size-4!" />
      <span className="min-w-0">
        <Link
          to={`/workflows/${run.workflow_id}/executions/${run.execution_id}`}
          className="rounded font-medium break-words underline-offset-2 hover:text-accent hover:underline"
        >
          {run.workflow_name ?? `#${run.workflow_id}`} <span className="tabular font-normal text-muted">#{run.execution_id}</span>
        </Link>
        <span className="block text-xs text-muted">
          {run.status ? text(run.status) : t('story.forgotten')} · <EntityLink type={run.entity_type} id={run.entity_id} />
        </span>
      </span>
    </li>
  );
}
