import { Filter, ListChecks, type LucideIcon, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/shared/ui/Badge';
import { Card } from '@/shared/ui/Card';

type Rule = { operator?: string; rules?: Rule[]; field?: string; value?: unknown };
type Action = { type: string; id?: string; config?: Record<string, unknown>; delay?: string; on_error?: string; when?: Rule };
type Definition = { trigger_type: string; trigger_config: unknown; conditions: unknown; actions: unknown };

/** A workflow from top to bottom: when, if, then. Read-only. */
export function Flow({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const settings = Object.entries((definition.trigger_config ?? {}) as Record<string, unknown>);
  const root = definition.conditions as Rule | null;
  const actions = (definition.actions ?? []) as Action[];
  return (
    <ol className="flex flex-col">
      <Stage icon={Zap} title={t('detail.when')}>
        <p className="font-medium">{t(`trigger.${definition.trigger_type}` as 'trigger.manual')}</p>
        {settings.length > 0 && <Settings settings={settings} />}
      </Stage>
      <Stage icon={Filter} title={t('detail.if')}>
        {root?.rules?.length ? <Group rule={root} /> : <p className="text-muted">{t('detail.always')}</p>}
      </Stage>
      <Stage icon={ListChecks} title={t('detail.do')} isLast>
        <ol className="flex flex-col gap-3">
          {actions.map((action, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an action has no other identity, and the list never changes
            <li key={index} className="rounded-lg border bg-canvas p-3">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                <span className="tabular text-muted">{index + 1}.</span>
                {t(`action_type.${action.type}` as 'action_type.add_tag')}
                {action.delay && <Badge tone="info">{action.delay}</Badge>}
              </p>
              {action.when?.rules && <Group rule={action.when} />}
              <Settings settings={Object.entries(action.config ?? {})} />
            </li>
          ))}
        </ol>
      </Stage>
    </ol>
  );
}

function Stage({
  icon: Icon,
  title,
  isLast = false,
  children,
}: {
  icon: LucideIcon;
  title: string;
  isLast?: boolean;
  children: ReactNode;
}) {
  return (
    <li className="flex gap-4">
      <div aria-hidden className="flex flex-col items-center">
        <span className="accent-gradient flex size-9 shrink-0 items-center justify-center rounded-full text-white">
          <Icon className="size-4.5" />
        </span>
        {!isLast && <span className="w-px flex-1 bg-line" />}
      </div>
      <Card className="mb-5 flex min-w-0 flex-1 flex-col gap-2 p-4 text-sm">
        <h2 className="text-xs font-semibold tracking-wide text-muted uppercase">{title}</h2>
        {children}
      </Card>
    </li>
  );
}

function Group({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  if (!rule.rules) {
    return (
      <p className="break-words">
        <code className="rounded bg-sunken px-1.5 py-0.5 text-xs">{rule.field}</code>{' '}
        <strong className="font-medium text-accent-strong">{rule.operator}</strong>{' '}
        {rule.value !== undefined && <code className="rounded bg-sunken px-1.5 py-0.5 text-xs">{text(rule.value)}</code>}
      </p>
    );
  }
  const operator = (rule.operator ?? 'AND').toUpperCase();
  return (
    <div className="flex flex-col gap-1.5">
      {(rule.rules.length > 1 || operator === 'NOT') && (
        <p className="text-xs text-muted">
          {t(operator === 'OR' ? 'detail.any_of' : operator === 'NOT' ? 'detail.none_of' : 'detail.all_of')}
        </p>
      )}
      <ul className="flex flex-col gap-1.5 border-l-2 border-line pl-3">
        {rule.rules.map((inner, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other identity, and the list never changes
          <li key={index}>
            <Group rule={inner} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Settings({ settings }: { settings: [string, unknown][] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {settings.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line">{text(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
