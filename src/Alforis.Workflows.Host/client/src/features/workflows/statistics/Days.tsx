import { ChartColumnStacked, Table } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Skeleton } from '@/shared/ui/Skeleton';
import { DaysTable } from './DaysTable';
import { Legend } from './Legend';
import { Marks } from './Marks';
import type { Period } from './queries';
import { type SeriesName, shownAtFirst } from './series';

// The chart library is larger than the page.
const DaysChart = lazy(async () => ({ default: (await import('./DaysChart')).DaysChart }));

/** What happened on each day, as a chart or as a table. */
export function Days({ period }: { period: Period }) {
  const { t } = useTranslation();
  const [isTable, setIsTable] = useState(false);
  const [chosen, setChosen] = useState<SeriesName[] | null>(null);
  const shown = chosen ?? shownAtFirst(period.days);
  const Icon = isTable ? ChartColumnStacked : Table;
  return (
    <Card className="relative">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-5 py-2.5">
        <h2 className="flex-1 font-semibold">{t('stats.per_day')}</h2>
        {!isTable && <Legend shown={shown} onChange={setChosen} />}
        <Button look="ghost" size="sm" className="-mr-2" onClick={() => setIsTable(!isTable)}>
          <Icon aria-hidden />
          {isTable ? t('stats.as_chart') : t('stats.as_table')}
        </Button>
      </div>
      <div className="p-4">
        {!isTable && (
          <Suspense fallback={<Skeleton className="h-64" />}>
            <DaysChart days={period.days} marks={period.marks} shown={shown} />
          </Suspense>
        )}
        <DaysTable days={period.days} marks={period.marks} isSeen={isTable} />
        {!isTable && <Marks marks={period.marks} />}
      </div>
    </Card>
  );
}
