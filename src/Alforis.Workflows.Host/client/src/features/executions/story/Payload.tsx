import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { Button, buttonStyles } from '@/shared/ui/Button';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { type Hint, isHint, partOf } from './types';

const JsonTree = lazy(() => import('./JsonTree'));

/** Bytes as people say them. */
const sizeText = (bytes: number, language: string) => {
  const few = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const unit = language.startsWith('fr') ? 'o' : 'B';
  return bytes < 1024 * 1024 ? `${few.format(bytes / 1024)} k${unit}` : `${few.format(bytes / 1024 / 1024)} M${unit}`;
};

/** A value as JSON; a long one is loaded when it is wanted. */
export function Payload({ value }: { value: unknown }) {
  if (isHint(value)) return <LongPayload hint={value} />;
  return (
    <Suspense fallback={<LoadingRows rows={2} />}>
      <JsonTree value={value} />
    </Suspense>
  );
}

function LongPayload({ hint }: { hint: Hint }) {
  const { t, i18n } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const loaded = useQuery({
    queryKey: ['execution-payload', hint.href],
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    // Compared deeply, megabytes would hold the page up.
    structuralSharing: false,
    retry: false,
    refetchOnReconnect: false,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/v1/executions/{id}/payloads/{part}', { params: { path: partOf(hint) }, signal });
      return { value: data as unknown };
    },
  });
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-muted">{t('story.long')}</p>
      <div className="flex flex-wrap gap-2">
        {!loaded.data && (
          <Button size="sm" busy={loaded.isFetching} onClick={() => (wanted ? void loaded.refetch() : setWanted(true))}>
            {t('story.load', { size: sizeText(hint.size, i18n.language) })}
          </Button>
        )}
        <a className={buttonStyles({ look: 'ghost', size: 'sm' })} href={hint.href} download="payload.json">
          <Download aria-hidden />
          {t('story.download')}
        </a>
      </div>
      {loaded.isLoadingError && <ErrorState error={loaded.error} />}
      {loaded.data && <Payload value={loaded.data.value} />}
    </div>
  );
}

/** A value that is folded away until somebody wants to see it; only then is it rendered. */
export function Fold({ title, value }: { title: string; value: unknown }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="text-sm" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary className="w-fit rounded text-muted hover:text-ink">{title}</summary>
      {open && (
        <div className="mt-2">
          <Payload value={value} />
        </div>
      )}
    </details>
  );
}
