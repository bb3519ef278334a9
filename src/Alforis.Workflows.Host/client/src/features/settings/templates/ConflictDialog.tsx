import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { members } from './draft';
import { readTemplate, type Stored } from './queries';

type Props = { id: number; busy: boolean; onClose: () => void; onTheirs: (stored: Stored) => void; onOverwrite: (version: string) => void };

/** Somebody else saved the template meanwhile: shows what they wrote, and lets one choose. */
export function ConflictDialog({ id, busy, onClose, onTheirs, onOverwrite }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['email_templates', 'theirs', id],
    queryFn: ({ signal }) => readTemplate(id, signal),
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <Dialog
      open
      wide
      keeps
      onOpenChange={onClose}
      title={t('mailTemplates.conflict_title')}
      description={t('mailTemplates.conflict_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('mailTemplates.keep_mine')}</Button>
          <Button disabled={!data} onClick={() => data && onTheirs(data)}>
            {t('mailTemplates.take_theirs')}
          </Button>
          <Button look="danger" disabled={!data} busy={busy} onClick={() => data && onOverwrite(data.version)}>
            {t('mailTemplates.overwrite')}
          </Button>
        </>
      }
    >
      {data ? (
        <dl className="flex flex-col gap-3 text-sm">
          {members.map((member) => (
            <div key={member}>
              <dt className="text-muted">{t(`mailTemplates.${member}`)}</dt>
              <dd className="font-mono text-xs break-words whitespace-pre-wrap">{data.template[member] || '–'}</dd>
            </div>
          ))}
        </dl>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows rows={3} />
      )}
    </Dialog>
  );
}
