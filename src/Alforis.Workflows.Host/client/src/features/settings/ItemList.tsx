import type { UseQueryResult } from '@tanstack/react-query';
import { type LucideIcon, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { PagedList } from '@/shared/ui/PagedList';
import { EmptyState } from '@/shared/ui/States';

type Props<T> = {
  page: UseQueryResult<{ total: number; items: T[] }>;
  skip: number;
  limit: number;
  onSkip: (skip: number) => void;
  icon: LucideIcon;
  texts: { lead: string; create: string; empty: string; emptyHint: string };
  mayCreate: boolean;
  /** The dialog for a new one. */
  createDialog: (onClose: () => void) => ReactNode;
  children: (item: T) => ReactNode;
};

/** Things of one kind that are set up, and the way to a new one. */
export function ItemList<T>({ page, skip, limit, onSkip, icon, texts, mayCreate, createDialog, children }: Props<T>) {
  const [isNew, setIsNew] = useState(false);
  const create = mayCreate && (
    <Button look="primary" onClick={() => setIsNew(true)}>
      <Plus aria-hidden />
      {texts.create}
    </Button>
  );
  return (
    <>
      {page.data?.total !== 0 && (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-60 flex-1 text-sm text-muted">{texts.lead}</p>
          {create}
        </div>
      )}
      <Card>
        <PagedList
          page={page}
          skip={skip}
          limit={limit}
          onSkip={onSkip}
          empty={
            <EmptyState icon={icon} title={texts.empty} action={create}>
              {texts.emptyHint}
            </EmptyState>
          }
        >
          {(items) => <ul className="divide-y">{items.map(children)}</ul>}
        </PagedList>
      </Card>
      {isNew && createDialog(() => setIsNew(false))}
    </>
  );
}
