import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/shared/ui/cn';

/** From here on a sentence is more than three lines on a wide screen. */
const long = 380;

/** A workflow as a sentence. Of a long one the beginning, until somebody wants to read on. */
export function Sentence({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > long;
  return (
    <>
      <p className={cn('text-sm leading-relaxed break-words', isLong && !isWhole && 'line-clamp-3')}>{text}</p>
      {isLong && (
        <button
          type="button"
          aria-expanded={isWhole}
          className="self-start rounded text-xs text-accent-strong underline underline-offset-2"
          onClick={() => setWhole(!isWhole)}
        >
          {t(isWhole ? 'words.less' : 'words.more')}
        </button>
      )}
    </>
  );
}
