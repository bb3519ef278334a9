import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/shared/api/client';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { Firings } from './Firings';
import { Health } from './Health';
import { Hosts } from './Hosts';
import { Queue } from './Queue';

const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: () => body(api.GET('/api/v1/system')),
  refetchInterval: 5_000,
  placeholderData: keepPreviousData,
});

/** How the service stands, asked for every five seconds. */
export function SystemSection() {
  const { t } = useTranslation();
  const system = useQuery(systemQuery);
  if (system.isPending)
    return (
      <Card>
        <LoadingRows />
      </Card>
    );
  if (!system.data)
    return (
      <Card>
        <ErrorState error={system.error} onRetry={() => void system.refetch()} />
      </Card>
    );
  return (
    <>
      <Health system={system.data} />
      <Queue queue={system.data.queue} />
      <Hosts system={system.data} />
      <Firings firings={system.data.next_firings} />
      <p className="text-xs text-muted">{t('system.refreshed', { version: system.data.version })}</p>
    </>
  );
}
