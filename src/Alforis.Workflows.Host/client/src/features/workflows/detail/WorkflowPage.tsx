import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useMay } from '@/features/auth/session';
import { ExecutionList } from '@/features/executions/ExecutionList';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { ClosedState } from '@/shared/ui/ClosedState';
import { PageTitle } from '@/shared/ui/PageTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { Tabs } from '@/shared/ui/Tabs';
import { useFilters } from '@/shared/useFilters';
import { type Workflow, workflowQuery } from '../queries';
import { Statistics } from '../statistics/Statistics';
import { WorkflowActions } from '../WorkflowActions';
import { FiringsCard } from './FiringsCard';
import { Flow } from './Flow';
import { HistoryCard } from './HistoryCard';
import { PageLead } from './PageLead';
import { RunDialog } from './RunDialog';
import { Suspended } from './Suspended';
import { useWatchedExecutions } from './useWatchedExecutions';
import { useWorkflowTabs } from './useWorkflowTabs';
import { Versions } from './Versions';

export function WorkflowPage() {
  const id = Number(useParams().id);
  const workflow = useQuery(workflowQuery(id));
  if (workflow.isPending) return <LoadingRows />;
  if (workflow.isLoadingError) return <ErrorState level="h1" error={workflow.error} onRetry={() => void workflow.refetch()} />;
  return <Detail workflow={workflow.data} />;
}

function Detail({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const filters = useFilters();
  const { open, wanted, isClosed } = useWorkflowTabs(filters.get('tab'));
  const [runs, setRuns] = useState(false);
  const isTimed = ['scheduled', 'inactivity_delay'].includes(workflow.trigger_type) && !workflow.is_template;
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
        lead={<PageLead workflow={workflow} />}
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
      <Suspended workflow={workflow} />
      <Tabs
        label={workflow.name}
        value={wanted}
        onChange={(tab) => filters.set({ tab: tab === 'details' ? null : tab, outcome: null, compare: null })}
        tabs={[
          {
            value: 'details',
            label: t('detail.details'),
            content: (
              <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
                <Flow definition={workflow} />
                <div className="flex min-w-0 flex-col gap-6">
                  {isTimed && <FiringsCard workflow={workflow} />}
                  <Versions workflow={workflow} />
                  <HistoryCard workflow={workflow.id} />
                </div>
              </div>
            ),
          },
          { value: 'executions', label: t('detail.executions'), content: <ExecutionList workflow={workflow.id} /> },
          { value: 'statistics', label: t('detail.statistics'), content: <Statistics workflow={workflow.id} /> },
        ].filter((tab) => open.some((value) => value === tab.value))}
      />
      {isClosed && (
        <Card>
          <ClosedState title={t(wanted === 'statistics' ? 'closed.statistics' : 'closed.executions')} />
        </Card>
      )}
      <RunDialog workflow={workflow} open={runs} onOpenChange={setRuns} />
    </>
  );
}
