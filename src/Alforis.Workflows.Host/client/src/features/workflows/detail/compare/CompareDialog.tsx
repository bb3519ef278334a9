import { useQueries } from '@tanstack/react-query';
import { ArrowRightLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/shared/api/client';
import { Button } from '@/shared/ui/Button';
import { Choice } from '@/shared/ui/Choice';
import { Dialog } from '@/shared/ui/Dialog';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import type { Version } from '../versions';
import { Differences } from './Differences';
import type { Json } from './json';

type Props = {
  workflow: number;
  versions: Version[];
  from: number;
  to: number;
  onChoose: (from: number, to: number) => void;
  onClose: () => void;
};

/** What is other between any two versions of a workflow. */
export function CompareDialog({ workflow, versions, from, to, onChoose, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const read = useQueries({
    queries: [from, to].map((version) => ({
      queryKey: ['workflow-version', workflow, version],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () => body(api.GET('/api/v1/workflows/{id}/versions/{version}', { params: { path: { id: workflow, version } } })),
    })),
  });
  const failed = read.find((r) => r.isLoadingError);
  const [before, after] = read.map((r) => r.data?.definition as Json | undefined);
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const known = new Map(versions.map((v) => [v.version, v]));
  // A link may name a version that is older than those that were listed.
  const options = [...new Set([...known.keys(), from, to])]
    .sort((a, b) => b - a)
    .map((version) => {
      const listed = known.get(version);
      const when = listed ? day.format(new Date(listed.created_at)) : '';
      return {
        value: String(version),
        label: listed
          ? t(listed.is_current ? 'versions.option_current' : 'versions.option', { version, when })
          : t('history.version', { version }),
      };
    });
  const choice = (label: string, value: number, onChange: (version: number) => void) => (
    <div className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
      <span aria-hidden className="text-muted">
        {label}
      </span>
      <Choice
        label={label}
        value={String(value)}
        options={options}
        onChange={(v) => onChange(Number(v))}
        className="w-full min-w-0 [&>span:first-child]:truncate"
      />
    </div>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      wide
      title={t('versions.compare_title')}
      description={t('versions.compare_lead')}
    >
      <div className="mb-4 flex flex-col gap-3 sm:flex-row sm:items-end">
        {choice(t('versions.from'), from, (version) => onChoose(version, to))}
        <Button look="ghost" className="self-start sm:self-auto" onClick={() => onChoose(to, from)}>
          <ArrowRightLeft aria-hidden className="rotate-90 sm:rotate-0" />
          {t('versions.swap')}
        </Button>
        {choice(t('versions.to'), to, (version) => onChoose(from, version))}
      </div>
      <div aria-live="polite">
        {failed ? (
          <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
        ) : before && after ? (
          <Differences before={before} after={after} />
        ) : (
          <LoadingRows rows={4} />
        )}
      </div>
    </Dialog>
  );
}
