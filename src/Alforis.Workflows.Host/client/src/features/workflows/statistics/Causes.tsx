import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import { useNumbers } from '@/shared/format/numbers';
import { Card } from '@/shared/ui/Card';

export type Cause = { key: string; text: ReactNode; count: number; lastAt: string; to: string | null };

type Props = { title: string; causes: Cause[]; lookedAt: number; empty: string; all: { to: string; label: string } | null };

const link = 'rounded text-accent underline-offset-2 hover:underline';

/** The most frequent causes of something, each with a way to an example of it. */
export function Causes({ title, causes, lookedAt, empty, all }: Props) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  return (
    <Card className="self-start">
      <div className="flex items-baseline justify-between gap-3 border-b px-5 py-3.5">
        <div>
          <h2 className="font-semibold">{title}</h2>
          {causes.length > 0 && <p className="text-xs text-muted">{t('stats.looked_at', { count: lookedAt })}</p>}
        </div>
        {all && causes.length > 0 && (
          <Link to={all.to} className={`shrink-0 text-sm ${link}`}>
            {all.label}
          </Link>
        )}
      </div>
      {causes.length === 0 ? (
        <p className="p-5 text-sm text-muted">{empty}</p>
      ) : (
        <ol>
          {causes.map((cause) => (
            <li key={cause.key} className="flex gap-4 border-b px-5 py-3 text-sm last:border-b-0">
              <span className="tabular min-w-8 pt-px text-right font-semibold">
                <span aria-hidden>{numbers.whole(cause.count)}</span>
                <span className="sr-only">{t('stats.times', { count: cause.count })}</span>
              </span>
              <div className="flex min-w-0 flex-col gap-1">
                <p className="line-clamp-3 break-words">{cause.text}</p>
                <p className="flex flex-wrap gap-x-3 text-xs text-muted">
                  <span>
                    {t('stats.latest')} <Moment value={cause.lastAt} />
                  </span>
                  {cause.to && (
                    <Link to={cause.to} className={link}>
                      {t('stats.example')}
                    </Link>
                  )}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
