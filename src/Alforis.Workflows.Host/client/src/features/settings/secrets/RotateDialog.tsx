import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Checkbox } from '@/shared/ui/Checkbox';
import { Dialog } from '@/shared/ui/Dialog';
import { SecretOnce } from '@/shared/ui/SecretOnce';

type Props = {
  name: string;
  description: string;
  onClose: () => void;
  /** Makes the secret; the answer is shown once. */
  rotate: (retireOld: boolean) => Promise<string>;
  example?: (secret: string) => ReactNode;
};

/** Makes a new secret and shows it, once. */
export function RotateDialog({ name, description, onClose, rotate, example }: Props) {
  const { t } = useTranslation();
  const [retiresOld, setRetiresOld] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const make = () => {
    setIsBusy(true);
    rotate(retiresOld)
      .then(setSecret, tellProblem)
      .finally(() => setIsBusy(false));
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      keeps={secret !== null}
      title={t(secret ? 'secrets.made' : 'secrets.rotate_title', { name })}
      {...(secret ? {} : { description })}
      footer={
        secret ? (
          <Button look="primary" onClick={onClose}>
            {t('copy.understood')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button look="primary" busy={isBusy} onClick={make}>
              {t('secrets.make')}
            </Button>
          </>
        )
      }
    >
      {secret ? (
        <div className="flex flex-col gap-4">
          <SecretOnce label={t('secrets.secret')} secret={secret} />
          {example?.(secret)}
        </div>
      ) : (
        <Checkbox
          label={t('secrets.retire_old')}
          hint={t('secrets.retire_old_hint')}
          checked={retiresOld}
          onChange={(e) => setRetiresOld(e.target.checked)}
        />
      )}
    </Dialog>
  );
}
