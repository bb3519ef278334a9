import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { cn } from '@/shared/ui/cn';
import { type Task, useChangeTask } from './queries';

/** Whether a task is done; pressed, it is, or it is open again. */
export function TaskCheck({ task }: { task: Task }) {
  const { t } = useTranslation();
  const may = useMay();
  const change = useChangeTask();
  if (!may('tasks:update') || task.status === 'cancelled') return null;
  const isDone = task.status === 'done';
  return (
    <button
      type="button"
      aria-label={t(isDone ? 'tasks.reopen' : 'tasks.finish', { title: task.title })}
      onClick={() => change.mutate({ id: task.id, status: isDone ? 'todo' : 'done' }, { onError: tellProblem })}
      className={cn(
        'relative flex size-5 shrink-0 items-center justify-center rounded-full border-2 after:absolute after:-inset-2',
        isDone
          ? 'border-success bg-success-soft text-success'
          : 'border-line-strong text-transparent hover:border-accent hover:text-accent',
      )}
    >
      <Check className="size-3.5" aria-hidden />
    </button>
  );
}
