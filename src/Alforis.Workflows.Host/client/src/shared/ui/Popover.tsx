import { Popover as Base } from 'radix-ui';
import type { ReactNode } from 'react';

type Props = { trigger: ReactNode; label: string; open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode };

/** A small surface beside its button. Escape and a click outside close it; focus goes in and comes back. */
export function Popover({ trigger, label, open, onOpenChange, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          className="z-50 max-w-[calc(100vw-1.5rem)] rounded-xl border bg-surface p-3 shadow-card"
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
