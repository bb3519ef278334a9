import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Badge } from '@/shared/ui/Badge';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';

type Props<T> = {
  title: string;
  lead: string;
  query: UseQueryResult<T>;
  count: (data: T) => string | null;
  children: (data: T) => ReactNode;
};

/** One kind of thing that needs somebody; not there when there is none of it. */
export function AttentionCard<T>({ title, lead, query, count, children }: Props<T>) {
  const many = query.data === undefined ? '' : count(query.data);
  if (many === null) return null;
  return (
    <Card>
      <div className="flex flex-col gap-1 border-b px-5 py-4">
        <h2 className="flex items-center gap-2.5 text-base font-semibold">
          {title}
          {many && <Badge tone="danger">{many}</Badge>}
        </h2>
        <p className="text-sm text-muted">{lead}</p>
      </div>
      {query.isPending ? (
        <LoadingRows rows={2} />
      ) : query.isLoadingError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ul>{children(query.data)}</ul>
      )}
    </Card>
  );
}
