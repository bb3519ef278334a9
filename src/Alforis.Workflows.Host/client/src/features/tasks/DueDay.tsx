import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Day } from '@/shared/format/Day';
import type { Task } from './queries';

/** Until when a task should be done; in words, too, when that is past. */
export function DueDay({ task }: { task: Task }) {
  const { t } = useTranslation();
  if (!task.due_date) return <span className="text-muted">{t('tasks.no_due')}</span>;
  if (!task.is_overdue) return <Day value={task.due_date} />;
  return (
    <span className="inline-flex items-center gap-1.5 text-danger">
      <CalendarClock className="size-4 shrink-0" aria-hidden />
      <span>
        <Day value={task.due_date} /> <span className="text-xs font-medium">({t('tasks.overdue')})</span>
      </span>
    </span>
  );
}
