import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Moment } from '@/shared/format/Moment';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { useCompared } from './useCompared';
import { type HistoryEntry, historyQuery } from './versions';

type Detail = { version?: number; restored?: number; reason?: string };

/** Who did what to the workflow, the last first. */
export function HistoryCard({ workflow }: { workflow: number }) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(historyQuery(workflow));
  const rows = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card>
      <CardTitle title={t('history.title')} />
      {history.isPending && <LoadingRows rows={3} />}
      {/* What was not made through the service has no history. */}
      {history.isLoadingError &&
        ('status' in history.error && history.error.status === 404 ? (
          <p className="px-5 py-3 text-sm text-muted">{t('history.none')}</p>
        ) : (
          <ErrorState error={history.error} onRetry={() => void history.refetch()} />
        ))}
      <ol className="divide-y">
        {rows.map((entry, index) => (
          <Row key={entry.id} entry={entry} before={versionBefore(rows, index)} />
        ))}
      </ol>
      {history.hasNextPage && (
        <div className="flex justify-center border-t p-3">
          <Button size="sm" busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('page.more')}
          </Button>
        </div>
      )}
    </Card>
  );
}

const detailOf = (entry: HistoryEntry | undefined) => (entry?.detail ?? {}) as Detail;

/** The version before an entry, as the next older one that names one says. */
const versionBefore = (rows: HistoryEntry[], index: number) =>
  rows
    .slice(index + 1)
    .map((entry) => detailOf(entry).version ?? (entry.action === 'workflow.create' ? 1 : undefined))
    .find((version) => version !== undefined);

function Row({ entry, before }: { entry: HistoryEntry; before: number | undefined }) {
  const { t } = useTranslation();
  const { compare } = useCompared();
  const { version, restored, reason } = detailOf(entry);
  const verb = entry.action.replace('workflow.', '');
  const isNew = (verb === 'update' || verb === 'import') && version !== undefined && version !== before;
  const said = verb === 'update' ? (restored ? 'restore' : isNew ? 'update' : 'status') : verb;
  return (
    <li className="flex flex-col gap-1 px-5 py-3 text-sm">
      <p className="font-medium break-words">
        {t(`history.did.${said}` as 'history.did.update', { version, restored, defaultValue: verb })}
      </p>
      {reason && <p className="break-words">{reason}</p>}
      <p className="text-xs break-words text-muted">
        <Moment value={entry.occurred_at} />
        {` · ${entry.via === 'system' ? t('history.system') : entry.actor}`}
      </p>
      {isNew && version > 1 && (
        <button
          type="button"
          className="self-start rounded text-xs text-accent underline underline-offset-2 hover:text-accent-strong"
          onClick={() => compare(version - 1, version)}
        >
          {t('history.compare')}
          <span className="sr-only"> ({t('history.version', { version })})</span>
        </button>
      )}
    </li>
  );
}
