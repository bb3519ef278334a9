import { useTranslation } from 'react-i18next';
import type { Progress } from './useInTurn';

/** How far something is that is done for many, and what was refused. */
export function InTurn({ progress, done }: { progress: Progress | null; done: 'attention.replayed' }) {
  const { t } = useTranslation();
  if (!progress) return null;
  return (
    <div role="status" className="flex flex-col gap-1.5 text-sm">
      {(!progress.isOver || progress.done > 0) && (
        <p className={progress.isOver ? 'text-success' : 'text-muted'}>{t(done, { done: progress.done, total: progress.total })}</p>
      )}
      {!progress.isOver && (
        <progress className="h-1.5 w-full accent-accent" aria-label={t('attention.progress')} max={progress.total} value={progress.done} />
      )}
      {progress.refused.length > 0 && (
        <p className="text-danger">
          {t('attention.refused', { count: progress.refused.length })} {progress.refused[0]}
        </p>
      )}
    </div>
  );
}
