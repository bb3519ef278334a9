import { type ComponentProps, type ComponentType, useEffect, useState } from 'react';
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

/** Takes away what is said: it was for somebody else. */
export function dismissToasts() {
  waiting = [];
  show?.dismiss();
}

type Toaster = ComponentType<ComponentProps<typeof import('./Toaster').Toaster>>;

/** Where toasts appear; once, around all pages. */
export function Toasts() {
  const [Toaster, setToaster] = useState<Toaster | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const load = () => {
      clearTimeout(timer);
      import('./Toaster').then(
        (loaded) => setToaster(() => loaded.Toaster),
        // The server is away: what is to be said waits for it.
        () => {
          timer = setTimeout(load, 3_000);
        },
      );
    };
    begin = load;
    timer = setTimeout(load, waiting.length > 0 ? 0 : 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    Toaster && (
      <Toaster
        onThere={(shown) => {
          show = shown;
          for (const one of waiting) one();
          waiting = [];
        }}
      />
    )
  );
}
