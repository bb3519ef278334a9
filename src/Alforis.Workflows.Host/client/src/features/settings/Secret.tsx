import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';

type Props = { label: string; value: string; hint: string };

/** Something shown once, to copy. */
export function Secret({ label, value, hint }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-sm font-medium">{label}</span>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 rounded-lg border bg-sunken px-3 py-2 font-mono text-sm break-all">{value}</code>
        <CopyButton value={value} />
      </div>
      <p className="text-sm text-muted">{hint}</p>
    </div>
  );
}

/** Copies, and says that it did. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Button
      onClick={() =>
        void navigator.clipboard.writeText(value).then(
          () => setIsCopied(true),
          () => setIsCopied(false),
        )
      }
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{isCopied ? t('users.copied') : (label ?? t('users.copy'))}</span>
    </Button>
  );
}
