import { lazy, Suspense, useEffect, useState } from 'react';
import type { ExternalToast, toast as Shown } from 'sonner';

type Kind = 'success' | 'error' | 'info' | 'warning';

let show: typeof Shown | null = null;
let begin = () => {};
let waiting: (() => void)[] = [];

const say = (kind: Kind) => (title: string, more?: ExternalToast) => {
  if (show) {
    show[kind](title, more);
    return;
  }
  waiting.push(() => show?.[kind](title, more));
  begin();
};

/** Says shortly what has happened. What shows it is loaded once the page is there, so that nobody waits for it. */
export const toast = { success: say('success'), error: say('error'), info: say('info'), warning: say('warning') };

const Toaster = lazy(async () => ({ default: (await import('./Toaster')).Toaster }));

/** Where toasts appear; once, around all pages. */
export function Toasts() {
  const [isWanted, setIsWanted] = useState(false);
  useEffect(() => {
    begin = () => setIsWanted(true);
    const timer = setTimeout(begin, waiting.length > 0 ? 0 : 2_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {isWanted && (
        <Toaster
          onThere={(shown) => {
            show = shown;
            for (const one of waiting) one();
            waiting = [];
          }}
        />
      )}
    </Suspense>
  );
}
