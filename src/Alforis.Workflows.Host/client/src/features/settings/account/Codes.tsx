import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/features/auth/session';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { CodesDialog } from './CodesDialog';
import { StopCodesDialog } from './StopCodesDialog';

/** Whether one-time codes are asked for, and the way to change that. */
export function Codes() {
  const { t } = useTranslation();
  const { has_totp } = useMe();
  const [dialog, setDialog] = useState<'begin' | 'stop' | null>(null);
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4 p-5">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <h2 className="flex items-center gap-2 font-semibold">
          {t('account.codes')}
          {has_totp && <Badge tone="success">{t('account.codes_active')}</Badge>}
        </h2>
        <p className="text-sm text-muted">{has_totp ? t('account.codes_on') : t('account.codes_off')}</p>
      </div>
      {has_totp ? (
        <Button look="danger" onClick={() => setDialog('stop')}>
          {t('account.codes_stop')}
        </Button>
      ) : (
        <Button onClick={() => setDialog('begin')}>{t('account.codes_set_up')}</Button>
      )}
      {dialog === 'begin' && <CodesDialog onClose={() => setDialog(null)} />}
      {dialog === 'stop' && <StopCodesDialog onClose={() => setDialog(null)} />}
    </Card>
  );
}
