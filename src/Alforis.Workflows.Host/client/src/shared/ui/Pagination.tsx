import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNumbers } from '@/shared/format/numbers';
import { Button } from './Button';

/** Back and forth in a list of known length. */
export function Pagination({ total, skip, limit, onSkip }: { total: number; skip: number; limit: number; onSkip: (skip: number) => void }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const last = Math.min(skip + limit, total);
  return (
    <nav aria-label={t('page.navigation')} className="flex items-center justify-between gap-4 border-t px-5 py-3">
      <p className="tabular text-sm text-muted">
        {t('page.range', { from: numbers.whole(total === 0 ? 0 : skip + 1), to: numbers.whole(last), total: numbers.whole(total) })}
      </p>
      <div className="flex gap-2">
        <Button size="sm" disabled={skip === 0} onClick={() => onSkip(Math.max(0, skip - limit))}>
          <ChevronLeft aria-hidden />
          {t('page.previous')}
        </Button>
        <Button size="sm" disabled={last >= total} onClick={() => onSkip(skip + limit)}>
          {t('page.next')}
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
