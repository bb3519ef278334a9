import { Bell, ListTodo, type LucideIcon, MessageSquare, Pencil, Workflow } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FailureText } from '@/features/executions/FailureText';
import { Moment } from '@/shared/format/Moment';
import { Badge, type Tone } from '@/shared/ui/Badge';
import { EntityLink } from './EntityLink';
import type { EntityType } from './entities';
import type { TimelineItem } from './timelineQuery';

const icons: Record<TimelineItem['kind'], LucideIcon> = {
  activity: MessageSquare,
  task: ListTodo,
  notification: Bell,
  event: Pencil,
  execution: Workflow,
};
const tones: Record<string, Tone> = { success: 'success', done: 'success', failed: 'danger', running: 'info', pending: 'info' };
const link = 'rounded underline underline-offset-2 hover:text-accent';

type Props = { item: TimelineItem; owner: { type: EntityType; id: number } };

/** One thing that happened: what, when, by whom, and the execution that made it. */
export function TimelineEntry({ item, owner }: Props) {
  const { t, i18n } = useTranslation();
  const Icon = icons[item.kind];
  const named = (prefix: string, value: string) =>
    i18n.exists(`${prefix}.${value}`) ? t(`${prefix}.${value}` as 'outcome.success') : value;
  const title =
    item.kind === 'event'
      ? item.title
          .split(/,\s*/)
          .map((type) => named('trigger', type))
          .join(', ')
      : item.title;
  const status =
    item.status &&
    named(item.kind === 'execution' ? 'outcome' : item.kind === 'task' ? 'crm.task_status' : `crm.${item.kind}`, item.status);
  const cause = item.cause;
  const isElsewhere = item.entity_type && item.entity_id && (item.entity_type !== owner.type || item.entity_id !== owner.id);
  const execution = item.kind === 'execution' ? item.links.self : null;
  return (
    <li className="group relative flex gap-4 pb-5">
      <span aria-hidden className="absolute top-8 bottom-0 left-4 w-px bg-line group-last:hidden" />
      <span className="flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-muted ring-1 ring-line">
        <Icon className="size-4" aria-hidden />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1 pt-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="sr-only">{t(`crm.kind_one.${item.kind}`)}</span>
          {execution ? (
            <Link
              to={pageOf(execution)}
              className="min-w-0 rounded font-medium break-words underline-offset-2 hover:text-accent hover:underline"
            >
              {title}
            </Link>
          ) : (
            <span className="min-w-0 font-medium break-words">{title}</span>
          )}
          {status && <Badge tone={tones[item.status ?? ''] ?? 'neutral'}>{status}</Badge>}
        </div>
        {item.changed_fields && item.changed_fields.length > 0 && (
          <p className="text-sm break-words">
            {t('crm.changed', { fields: item.changed_fields.map((f) => named('crm.field', f)).join(', ') })}
          </p>
        )}
        {item.error && <FailureText error={item.error} code={item.error_code} className="text-sm break-words text-danger" />}
        <div className="flex flex-wrap gap-x-2 text-xs text-muted">
          <Moment value={item.at} />
          {item.actor && !cause && <span className="break-all">· {item.actor}</span>}
          {isElsewhere && (
            <span>
              ·{' '}
              <EntityLink
                type={item.entity_type as EntityType}
                id={item.entity_id as number}
                name={`${named('entity', item.entity_type as string)} #${item.entity_id}`}
                className="text-muted underline"
              />
            </span>
          )}
        </div>
        {cause && (
          <p className="text-xs text-muted">
            {cause.workflow_id ? (
              <Link to={`/workflows/${cause.workflow_id}/executions/${cause.execution_id}`} className={link}>
                {t('crm.why', { name: cause.workflow_name ?? `#${cause.workflow_id}` })}
              </Link>
            ) : (
              t('crm.why', { name: cause.workflow_name ?? `#${cause.execution_id}` })
            )}
          </p>
        )}
      </div>
    </li>
  );
}

/** The page of what the API links to. */
const pageOf = (address: string) => address.replace(/^.*\/api\/v1/, '');
