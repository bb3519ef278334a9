import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { DueDay } from './DueDay';
import { tasksQuery } from './queries';
import { TaskCheck } from './TaskCheck';

/** What is to be done for an organisation or a deal. */
export function OpenTasks({ organisation, deal }: { organisation?: number; deal?: number }) {
  const { t } = useTranslation();
  // Workflows make tasks while one looks.
  const tasks = useQuery({
    ...tasksQuery('todo', {
      limit: 20,
      sort: 'due_date',
      ...(organisation && { organisation_id: organisation }),
      ...(deal && { deal_id: deal }),
    }),
    refetchInterval: 10_000,
  });
  return (
    <Card aria-label={t('crm.open_tasks')}>
      <CardTitle title={t('crm.open_tasks')} />
      {tasks.isPending ? (
        <LoadingRows rows={2} />
      ) : tasks.isLoadingError ? (
        <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />
      ) : tasks.data.items.length === 0 ? (
        <p className="px-5 py-4 text-sm text-muted">{t('crm.no_tasks')}</p>
      ) : (
        <ul className="divide-y">
          {tasks.data.items.map((task) => (
            <li key={task.id} className="flex items-start gap-3 px-5 py-3 text-sm">
              <TaskCheck task={task} />
              <span className="flex min-w-0 flex-col gap-0.5">
                <span className="font-medium break-words">{task.title}</span>
                <span className="text-xs">
                  <DueDay task={task} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
