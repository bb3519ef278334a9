import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone, Terminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Moment } from '@/shared/format/Moment';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';
import { clientName } from './clientName';
import { type Session, sessionsKey, sessionsQuery } from './queries';

/** Where one is signed in; each but this one can be ended. */
export function Sessions() {
  const { t } = useTranslation();
  const sessions = useQuery(sessionsQuery);
  return (
    <Card>
      <div className="flex flex-col gap-0.5 border-b p-5 pb-4">
        <h2 className="font-semibold">{t('account.sessions')}</h2>
        <p className="text-sm text-muted">{t('account.sessions_text')}</p>
      </div>
      {sessions.isPending ? (
        <LoadingRows />
      ) : sessions.isLoadingError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <ul className="divide-y">
          {sessions.data.map((session) => (
            <Row key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ session }: { session: Session }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id: session.id } } }),
    onSuccess: () => toast.success(t('account.ended')),
    onError: tellProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
  const { browser, system } = clientName(session.client);
  const name = browser && system ? t('account.on', { browser, system }) : browser || session.client || t('account.unknown_client');
  const Icon = session.kind === 'cookie' ? MonitorSmartphone : Terminal;
  return (
    <li className="flex items-center gap-4 px-5 py-3.5">
      <Icon className="size-5 shrink-0 text-muted" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span className="max-w-full truncate">{name}</span>
          {session.is_current && <Badge tone="success">{t('account.this_one')}</Badge>}
          {session.kind === 'bearer' && <Badge>{t('account.program')}</Badge>}
        </span>
        <span className="text-xs text-muted">
          {t('account.last_seen')} <Moment value={session.last_seen_at} /> · {t('account.from', { address: session.address })}
        </span>
      </div>
      {!session.is_current && (
        <Button size="sm" busy={end.isPending} aria-label={t('account.end_named', { name })} onClick={() => end.mutate()}>
          {t('account.end')}
        </Button>
      )}
    </li>
  );
}
