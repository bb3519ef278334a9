import type { ColumnDef } from '@tanstack/react-table';
import { MoreHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { NamedEntity } from '@/shared/crm/NamedEntity';
import { Badge, type Tone } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { cn } from '@/shared/ui/cn';
import { DataTable } from '@/shared/ui/DataTable';
import { Menu, MenuItem } from '@/shared/ui/Menu';
import { DueDay } from './DueDay';
import { MadeByWorkflow } from './MadeByWorkflow';
import { type Priority, type Task, type TaskStatus, useChangeTask } from './queries';
import { TaskCheck } from './TaskCheck';

const priorityTones: Record<Priority, Tone> = { low: 'neutral', normal: 'neutral', high: 'warning', urgent: 'danger' };
const statusTones: Record<TaskStatus, Tone> = { todo: 'neutral', in_progress: 'info', done: 'success', cancelled: 'neutral' };

/** Tasks: what, for whom, until when, and who made them. */
export function TaskTable({ tasks, isStale, withAssignee }: { tasks: Task[]; isStale: boolean; withAssignee: boolean }) {
  const { t } = useTranslation();
  const mayChange = useMay()('tasks:update');
  const columns = useMemo<ColumnDef<Task>[]>(
    () => [
      {
        id: 'title',
        header: t('tasks.title'),
        cell: ({ row: { original: task } }) => (
          <div className="flex min-w-36 items-start gap-3">
            <TaskCheck task={task} />
            <div className="flex min-w-0 flex-col items-start gap-0.5">
              <span className={cn('font-medium break-words', task.status === 'done' && 'text-muted line-through')}>{task.title}</span>
              {withAssignee && task.assigned_to_name && <span className="text-xs text-muted">{task.assigned_to_name}</span>}
              {task.execution_id && <MadeByWorkflow execution={task.execution_id} />}
            </div>
          </div>
        ),
      },
      {
        id: 'about',
        header: t('tasks.about'),
        meta: { className: 'hidden md:table-cell' },
        cell: ({ row }) => <About task={row.original} />,
      },
      { id: 'due', header: t('tasks.due'), cell: ({ row }) => <DueDay task={row.original} /> },
      {
        id: 'priority',
        header: t('tasks.priority'),
        meta: { className: 'hidden sm:table-cell' },
        cell: ({ row }) => {
          const priority = row.original.priority as Priority;
          return <Badge tone={priorityTones[priority]}>{t(`crm.priority.${priority}`)}</Badge>;
        },
      },
      {
        id: 'status',
        header: t('tasks.status'),
        meta: { className: 'hidden sm:table-cell' },
        cell: ({ row }) => {
          const status = row.original.status as TaskStatus;
          return <Badge tone={statusTones[status]}>{t(`crm.task_status.${status}`)}</Badge>;
        },
      },
      ...(mayChange
        ? [
            {
              id: 'actions',
              header: () => <span className="sr-only">{t('action.more')}</span>,
              meta: { className: 'text-right' },
              cell: ({ row }: { row: { original: Task } }) => <Actions task={row.original} />,
            },
          ]
        : []),
    ],
    [t, withAssignee, mayChange],
  );
  return <DataTable label={t('nav.tasks')} columns={columns} rows={tasks} rowKey={(task) => String(task.id)} isStale={isStale} />;
}

function About({ task }: { task: Task }) {
  const { organisation_id: organisation, deal_id: deal } = task;
  if (!organisation && !deal) return <span className="text-muted">—</span>;
  return (
    <div className="flex flex-col">
      {deal && <NamedEntity type="deal" id={deal} name={task.deal_nom} />}
      {organisation && (
        <NamedEntity type="organisation" id={organisation} name={task.organisation_nom} className={deal ? 'text-xs text-muted' : ''} />
      )}
    </div>
  );
}

function Actions({ task }: { task: Task }) {
  const { t } = useTranslation();
  const change = useChangeTask();
  const to = (status: TaskStatus) => change.mutate({ id: task.id, status }, { onError: tellProblem });
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon" aria-label={t('tasks.change', { title: task.title })}>
          <MoreHorizontal aria-hidden />
        </Button>
      }
    >
      {task.status !== 'in_progress' && <MenuItem onSelect={() => to('in_progress')}>{t('tasks.begin')}</MenuItem>}
      {task.status !== 'todo' && <MenuItem onSelect={() => to('todo')}>{t('tasks.to_todo')}</MenuItem>}
      {task.status !== 'done' && <MenuItem onSelect={() => to('done')}>{t('tasks.to_done')}</MenuItem>}
    </Menu>
  );
}
