import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureText } from '@/features/executions/FailureText';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { Causes } from './Causes';
import { type Causes as Answer, causesQuery } from './queries';

type Skip = Answer['skips'][number];

/** Why executions failed, and why the workflow did not fire. */
export function Reasons({ workflow, days }: { workflow: number; days: number }) {
  const { t } = useTranslation();
  const causes = useQuery(causesQuery(workflow, days));
  if (causes.isPending) {
    return (
      <Card>
        <LoadingRows rows={3} />
      </Card>
    );
  }
  if (causes.isLoadingError) {
    return (
      <Card>
        <ErrorState error={causes.error} onRetry={() => void causes.refetch()} />
      </Card>
    );
  }
  const { failures, failures_looked_at, skips, skips_looked_at } = causes.data;
  const listed = (outcome: string) => `/workflows/${workflow}?tab=executions&outcome=${outcome}`;
  const execution = (id: number) => `/workflows/${workflow}/executions/${id}`;
  return (
    <>
      <Causes
        title={t('stats.failures')}
        empty={t('stats.no_failures')}
        lookedAt={failures_looked_at}
        all={{ to: listed('failed'), label: t('stats.failures_all') }}
        causes={failures.map((f) => ({
          key: String(f.execution_id),
          text: f.message ? <FailureText error={f.message} code={f.error_code} /> : t('stats.no_message'),
          count: f.count,
          lastAt: f.last_at,
          to: execution(f.execution_id),
        }))}
      />
      <Causes
        title={t('stats.skips')}
        empty={t('stats.no_skips')}
        lookedAt={skips_looked_at}
        all={skips.some((s) => s.execution_id) ? { to: listed('skipped'), label: t('stats.skips_all') } : null}
        causes={skips.map((s) => ({
          key: JSON.stringify([s.kind, s.path, s.operator, s.expected, s.message]),
          text: <SkipText skip={s} />,
          count: s.count,
          lastAt: s.last_at,
          to: s.execution_id ? execution(s.execution_id) : entityPage(s),
        }))}
      />
    </>
  );
}

const entityPage = (s: Skip) =>
  s.entity_id && s.entity_type ? `/${s.entity_type === 'deal' ? 'deals' : 'organisations'}/${s.entity_id}` : null;

function SkipText({ skip }: { skip: Skip }) {
  const { t } = useTranslation();
  if (skip.kind === 'refused') return <>{skip.message}</>;
  if (skip.kind !== 'condition') return <>{t(`stats.skip_${skip.kind}` as 'stats.skip_loop')}</>;
  const expected: unknown = skip.expected;
  return (
    <>
      {t('stats.skip_condition')}
      <br />
      <code className="rounded bg-sunken px-1.5 py-0.5 text-xs">
        {skip.path} {skip.operator} {expected === undefined || expected === null ? '' : JSON.stringify(expected)}
      </code>
    </>
  );
}
