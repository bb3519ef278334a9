import { CircleMinus, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isUnary, useFields } from '@/shared/format/fields';
import { causeOf } from '../causes';
import { conditionTree, decisive, isBrought, type Rule, withheldTerm } from './conditions';
import type { Step, Story } from './types';

/** What went wrong, why that probably is, and what to do; or why nothing was done. Nothing for what succeeded. */
export function OutcomeCard({ story }: { story: Story }) {
  const { execution } = story;
  if (execution.status === 'failed') return <Failure execution={execution} steps={story.actions as Step[]} />;
  if (execution.status === 'skipped') return <Skipped story={story} />;
  if (execution.status === 'cancelled') return <Cancelled execution={execution} />;
  return null;
}

function Failure({ execution: { error, error_code }, steps }: { execution: Story['execution']; steps: Step[] }) {
  const { t } = useTranslation();
  const failed = steps.find((s) => s.status === 'failed');
  const kind = causeOf(error_code);
  return (
    <section aria-label={t('story.failed_title')} className="flex gap-3 rounded-xl border border-danger/30 bg-danger-soft p-5 text-sm">
      <TriangleAlert aria-hidden className="size-5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-col gap-3">
        <p className="text-base font-semibold text-danger">
          {t(`cause.${kind}.what`)}
          {failed && (
            <span className="block text-sm font-normal">
              {t('story.failed_step', { step: t(`action_type.${failed.type}` as 'action_type.add_tag') })}
            </span>
          )}
        </p>
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
          <div>
            <dt className="font-medium">{t('story.cause')}</dt>
            <dd>{t(`cause.${kind}.why`)}</dd>
          </div>
          <div>
            <dt className="font-medium">{t('story.todo')}</dt>
            <dd>{t(`cause.${kind}.do`)}</dd>
          </div>
        </dl>
        {error && (
          <details>
            <summary className="w-fit rounded">{t('story.raw')}</summary>
            <p className="mt-2 rounded-lg bg-surface p-3 font-mono text-xs break-words">{error}</p>
          </details>
        )}
      </div>
    </section>
  );
}

function Skipped({ story }: { story: Story }) {
  const { t } = useTranslation();
  const { field, operator, value } = useFields();
  const tree = conditionTree(story.definition, story.conditions as Rule[]);
  const rules = tree && !tree.holds ? decisive(tree) : [];
  const error = story.execution.error ?? null;
  const kind = tree && !tree.holds ? 'conditions' : causeOf(story.execution.error_code);
  return (
    <section aria-label={t('story.skipped_title')} className="flex gap-3 rounded-xl border bg-surface p-5 text-sm shadow-card">
      <CircleMinus aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="flex min-w-0 flex-col gap-2">
        <h2 className="text-base font-semibold">{t('story.skipped_title')}</h2>
        <p>{kind === 'unknown' && error ? error : t(`cause.${kind}.what`)}</p>
        <ul className="list-disc pl-5">
          {rules.map((rule) => (
            <li key={`${rule.path}${rule.operator}${JSON.stringify(rule.expected)}`} className="break-words">
              {field(rule.path)} {operator(rule.operator)}{' '}
              {!isUnary(rule.operator) && <strong className="font-medium">{withheldTerm(rule, field) ?? value(rule.expected)}</strong>}
              {' — '}
              {isBrought(rule, rule.path) ? t('story.withheld') : t('story.found', { value: value(rule.actual) })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Cancelled({ execution: { error, error_code } }: { execution: Story['execution'] }) {
  const { t } = useTranslation();
  const cause = causeOf(error_code);
  return (
    <section aria-label={t('story.cancelled_title')} className="rounded-xl border bg-surface p-5 text-sm shadow-card">
      <h2 className="font-semibold">{t('story.cancelled_title')}</h2>
      {cause !== 'unknown' && <p className="mt-1">{t(`cause.${cause}.why`)}</p>}
      {error && (
        <p className="mt-1 break-words text-muted" lang="en">
          {error}
        </p>
      )}
    </section>
  );
}
