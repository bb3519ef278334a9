import { useInfiniteQuery } from '@tanstack/react-query';
import { GitCompare, History } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { Moment } from '@/shared/format/Moment';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import type { Workflow } from '../queries';
import { RestoreDialog } from './RestoreDialog';
import { useCompared } from './useCompared';
import { type Version, versionsQuery } from './versions';

const CompareDialog = lazy(async () => ({ default: (await import('./compare/CompareDialog')).CompareDialog }));

/** The versions of a workflow, the newest first: what each changed, any two side by side, and the way back to one. */
export function Versions({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const may = useMay();
  const [restored, setRestored] = useState<number | null>(null);
  const { compared, compare, end } = useCompared();
  const { id, version: current } = workflow;
  const versions = useInfiniteQuery(versionsQuery(id, current));
  const rows = versions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card>
      <CardTitle title={t('detail.versions')} />
      {versions.isPending && <LoadingRows rows={3} />}
      {versions.isLoadingError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      <ol className="divide-y">
        {rows.map((version) => (
          <li key={version.version} className="flex flex-col gap-1.5 px-5 py-3 text-sm">
            <p className="flex items-center justify-between gap-2 font-medium">
              {t('detail.version', { version: version.version })}
              {version.is_current && <Badge tone="accent">{t('detail.current')}</Badge>}
            </p>
            <p className="break-words">
              <ChangedParts version={version} />
            </p>
            <p className="text-xs break-words text-muted">
              <Moment value={version.created_at} />
              {version.created_by_email && ` · ${version.created_by_email}`}
            </p>
            {(!version.is_current || version.version > 1) && (
              <div className="flex flex-wrap gap-2 pt-1">
                <Button
                  size="sm"
                  aria-label={t('versions.compare_one', { version: version.version })}
                  onClick={() => (version.is_current ? compare(version.version - 1, version.version) : compare(version.version, current))}
                >
                  <GitCompare aria-hidden />
                  {t('versions.compare')}
                </Button>
                {!version.is_current && may('workflows:update') && !workflow.is_subscription && (
                  <Button size="sm" look="ghost" title={t('detail.restore')} onClick={() => setRestored(version.version)}>
                    <History aria-hidden />
                    {t('versions.restore')}
                    <span className="sr-only">{t('detail.version', { version: version.version })}</span>
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {versions.hasNextPage && (
        <div className="flex justify-center border-t p-3">
          <Button size="sm" busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
            {t('page.more')}
          </Button>
        </div>
      )}
      {compared && (
        <Suspense fallback={null}>
          <CompareDialog workflow={id} versions={rows} from={compared[0]} to={compared[1]} onChoose={compare} onClose={end} />
        </Suspense>
      )}
      {restored !== null && <RestoreDialog workflow={workflow} version={restored} onClose={() => setRestored(null)} />}
    </Card>
  );
}

/** In a few words what a version changed. */
function ChangedParts({ version }: { version: Version }) {
  const { t } = useTranslation();
  if (version.version === 1) return t('versions.first');
  // Whether it runs is the workflow's, not the version's.
  const parts = version.changed?.filter((name) => name !== 'status');
  if (!parts) return null;
  if (parts.length === 0) return t('versions.nothing');
  const names = [...new Set(parts.map((name) => t(`versions.section.${name}` as 'versions.section.name', name).toLocaleLowerCase()))];
  return t('versions.what', { what: names.join(', ') });
}
