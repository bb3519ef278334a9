import { Tooltip as Base } from 'radix-ui';
import type { ReactNode } from 'react';

/** More about something, on hover and on focus. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Base.Root delayDuration={250}>
      <Base.Trigger asChild>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Content sideOffset={6} className="z-50 max-w-72 rounded-lg bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-card">
          {text}
          <Base.Arrow className="fill-ink" />
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
