import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Pagination } from './Pagination';
import { LoadingRows } from './Skeleton';
import { ErrorState } from './States';

type Props<T> = {
  page: UseQueryResult<{ total: number; items: T[] }>;
  skip: number;
  limit: number;
  onSkip: (skip: number) => void;
  /** What is said where there is nothing. */
  empty: ReactNode;
  children: (items: T[], isStale: boolean) => ReactNode;
};

/** A page of a list, with what is there instead while it loads, when it cannot be loaded, and when it is empty. */
export function PagedList<T>({ page, skip, limit, onSkip, empty, children }: Props<T>) {
  if (page.isPending) return <LoadingRows />;
  if (page.isLoadingError) return <ErrorState error={page.error} onRetry={() => void page.refetch()} />;
  const { total, items } = page.data;
  if (total === 0) return empty;
  return (
    <>
      {children(items, page.isPlaceholderData)}
      <Pagination total={total} skip={skip} limit={limit} onSkip={onSkip} />
    </>
  );
}
