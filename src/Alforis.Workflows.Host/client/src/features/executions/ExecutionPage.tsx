import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';
import { PageTitle } from '@/shared/ui/PageTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { EntityLink } from './EntityLink';
import { OutcomeBadge } from './outcome';
import { executionQuery } from './queries';
import { ChainCard } from './story/ChainCard';
import { ConditionTree } from './story/ConditionTree';
import { conditionTree, type Rule } from './story/conditions';
import { EventCard } from './story/EventCard';
import { LogCard } from './story/LogCard';
import { OutcomeCard } from './story/OutcomeCard';
import { StepTimeline } from './story/StepTimeline';
import { StoryActions } from './story/StoryActions';
import type { Story } from './story/types';

/** Why something was done or not: what set it off, what was asked, what was done, and what came of it. */
export function ExecutionPage() {
  const { id, eid } = useParams();
  const story = useQuery(executionQuery(Number(id), Number(eid)));
  if (story.isPending) return <LoadingRows />;
  if (story.isLoadingError) return <ErrorState level="h1" error={story.error} onRetry={() => void story.refetch()} />;
  return <StoryPage story={story.data} />;
}

function StoryPage({ story }: { story: Story }) {
  const { t } = useTranslation();
  const { execution } = story;
  return (
    <>
      <nav aria-label={t('detail.workflow')} className="-mb-3 text-sm">
        <Link
          to={`/workflows/${execution.workflow_id}?tab=executions`}
          className="rounded text-muted underline-offset-2 hover:text-ink hover:underline"
        >
          {execution.workflow_name ?? `#${execution.workflow_id}`}
        </Link>
      </nav>
      <PageTitle
        title={t('execution.title', { id: execution.id })}
        lead={<Summary story={story} />}
        actions={<StoryActions story={story} />}
      />
      <OutcomeCard story={story} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <StepTimeline story={story} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <WhyCard story={story} />
          {story.event && <EventCard event={story.event} isWithheld={story.payload_withheld} />}
          <ChainCard story={story} />
          <LogCard story={story} />
        </div>
      </div>
    </>
  );
}

function Summary({ story: { execution } }: { story: Story }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <OutcomeBadge status={execution.status} />
      <EntityLink type={execution.entity_type} id={execution.entity_id} name={execution.entity_name} />
      <Moment value={execution.created_at} style="full" />
      {typeof execution.duration_ms === 'number' && <span className="tabular">{numbers.duration(execution.duration_ms)}</span>}
      <span>{t('story.version', { version: execution.workflow_version })}</span>
    </span>
  );
}

function WhyCard({ story }: { story: Story }) {
  const { t } = useTranslation();
  const tree = conditionTree(story.definition, story.conditions as Rule[]);
  return (
    <Card>
      <h2 className="border-b px-5 py-3.5 font-semibold">{t('story.why')}</h2>
      <div className="flex flex-col gap-3 p-5">
        {tree ? (
          <>
            <p className="text-sm text-muted">{t(tree.holds ? 'story.why_held' : 'story.why_not')}</p>
            <ConditionTree tree={tree} />
          </>
        ) : (
          <p className="text-sm text-muted">{t('execution.no_conditions')}</p>
        )}
      </div>
    </Card>
  );
}
