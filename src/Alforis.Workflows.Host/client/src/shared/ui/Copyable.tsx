import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { cn } from './cn';

type Props = { label: string; value: string; isLabelled?: boolean };

/** A text to take elsewhere, in one line or several, with a button that copies it. */
export function Copyable({ label, value, isLabelled = true }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const text = useRef<HTMLPreElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), 2_500);
    return () => clearTimeout(timer);
  }, [isCopied]);

  // Without HTTPS there is no clipboard: the text is chosen then, and one presses the keys.
  const copy = () =>
    (navigator.clipboard?.writeText(value) ?? Promise.reject(new Error('There is no clipboard.'))).then(
      () => setIsCopied(true),
      () => text.current && window.getSelection()?.selectAllChildren(text.current),
    );

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={id} className={cn('text-sm font-medium', !isLabelled && 'sr-only')}>
        {label}
      </span>
      <div className="flex min-w-0 items-start gap-2 rounded-lg border bg-sunken p-1.5 pl-3">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page must be scrolled by keys */}
        <section aria-labelledby={id} tabIndex={0} className="min-w-0 flex-1 overflow-x-auto rounded py-1.5">
          <pre ref={text} className={cn('font-mono text-xs', !value.includes('\n') && 'break-all whitespace-pre-wrap')}>
            {value}
          </pre>
        </section>
        <Button look="secondary" size="sm" onClick={() => void copy()} aria-label={`${t('copy.do')} : ${label}`}>
          {isCopied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
          <span className="max-sm:sr-only">{t(isCopied ? 'copy.done' : 'copy.do')}</span>
        </Button>
      </div>
      <span role="status" className="sr-only">
        {isCopied && t('copy.done')}
      </span>
    </div>
  );
}
