import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { Choice } from '@/shared/ui/Choice';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import type { EntityType } from './entities';
import { TimelineEntry } from './TimelineEntry';
import { type Kind, kinds, timelineQuery } from './timelineQuery';

/** What happened with an organisation or a deal, and which workflow made it happen. */
export function Timeline({ type, id }: { type: EntityType; id: number }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind | null>(null);
  const timeline = useInfiniteQuery(timelineQuery(type, id, kind));
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card aria-label={t('crm.timeline')}>
      <CardTitle
        title={t('crm.timeline')}
        action={
          <Choice
            label={t('crm.kind')}
            value={kind ?? 'all'}
            options={[{ value: 'all', label: t('crm.kinds.all') }, ...kinds.map((value) => ({ value, label: t(`crm.kinds.${value}`) }))]}
            onChange={(value) => setKind(kinds.find((k) => k === value) ?? null)}
          />
        }
      />
      {timeline.isPending ? (
        <LoadingRows />
      ) : timeline.isLoadingError ? (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState icon={History} title={t('crm.timeline_empty')}>
          {t('crm.timeline_empty_hint')}
        </EmptyState>
      ) : (
        <>
          <ol className="flex flex-col px-5 pt-5">
            {items.map((item) => (
              <TimelineEntry key={`${item.kind}-${item.id}`} item={item} owner={{ type, id }} />
            ))}
          </ol>
          {timeline.hasNextPage && (
            <div className="flex justify-center border-t p-3">
              <Button size="sm" busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
                {t('page.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}
