import { useQuery } from '@tanstack/react-query';
import { Play, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useMay } from '@/features/auth/session';
import { ExecutionList } from '@/features/executions/ExecutionList';
import { Button } from '@/shared/ui/Button';
import { PageTitle } from '@/shared/ui/PageTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { Tabs } from '@/shared/ui/Tabs';
import { oneOf, useFilters } from '@/shared/useFilters';
import { type Workflow, workflowQuery } from '../queries';
import { StatusBadge } from '../StatusBadge';
import { Statistics } from '../statistics/Statistics';
import { WorkflowActions } from '../WorkflowActions';
import { Flow } from './Flow';
import { RunDialog } from './RunDialog';

import { useWatchedExecutions } from './useWatchedExecutions';
import { Versions } from './Versions';

export function WorkflowPage() {
  const id = Number(useParams().id);
  const workflow = useQuery(workflowQuery(id));
  if (workflow.isPending) return <LoadingRows />;
  if (workflow.isError) return <ErrorState error={workflow.error} onRetry={() => void workflow.refetch()} />;
  return <Detail workflow={workflow.data} />;
}

const tabs = ['details', 'executions', 'statistics'] as const;

function Detail({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const filters = useFilters();
  const [runs, setRuns] = useState(false);
  useWatchedExecutions(workflow.id);
  return (
    <>
      <nav aria-label={t('detail.workflow')} className="-mb-3 text-sm">
        <Link to="/workflows" className="rounded text-muted underline-offset-2 hover:text-ink hover:underline">
          {t('workflows.title')}
        </Link>
      </nav>
      <PageTitle
        title={workflow.name}
        lead={
          <div className="flex flex-col gap-2">
            {workflow.description && <p>{workflow.description}</p>}
            <span>
              <StatusBadge workflow={workflow} />
            </span>
          </div>
        }
        actions={
          <>
            {may('workflows:execute') && !workflow.is_template && (
              <Button onClick={() => setRuns(true)}>
                <Play aria-hidden />
                {t('action.run')}
              </Button>
            )}
            <WorkflowActions workflow={workflow} onDeleted={() => void navigate('/workflows')} />
          </>
        }
      />
      {workflow.suspended_at && (
        <div role="alert" className="flex gap-3 rounded-xl bg-danger-soft p-4 text-sm text-danger">
          <TriangleAlert className="size-5 shrink-0" aria-hidden />
          <div>
            <p className="font-medium">{t('detail.suspended_title')}</p>
            <ul>
              {(workflow.suspended_reason as { message: string; suggestion?: string }[] | null)?.map((reason) => (
                <li key={reason.message}>
                  {reason.message} {reason.suggestion}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <Tabs
        label={workflow.name}
        value={oneOf(filters.get('tab'), tabs, 'details')}
        onChange={(tab) => filters.set({ tab: tab === 'details' ? null : tab, outcome: null })}
        tabs={[
          {
            value: 'details',
            label: t('detail.details'),
            content: (
              <div className="grid gap-6 lg:grid-cols-[1fr_18rem]">
                <Flow definition={workflow} />
                <Versions workflow={workflow} />
              </div>
            ),
          },
          { value: 'executions', label: t('detail.executions'), content: <ExecutionList workflow={workflow.id} /> },
          { value: 'statistics', label: t('detail.statistics'), content: <Statistics workflow={workflow.id} /> },
        ]}
      />
      <RunDialog workflow={workflow} open={runs} onOpenChange={setRuns} />
    </>
  );
}
