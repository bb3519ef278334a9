import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Copyable } from './Copyable';

/** A secret that nobody can see again, and says so. */
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <p role="alert" className="flex gap-2.5 rounded-lg bg-warning-soft p-3 text-sm text-warning">
        <KeyRound className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          <strong className="font-semibold">{t('copy.now')}</strong> {t('copy.once')}
        </span>
      </p>
      <Copyable label={label} value={secret} />
    </div>
  );
}
