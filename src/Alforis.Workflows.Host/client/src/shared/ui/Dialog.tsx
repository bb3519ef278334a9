import { X } from 'lucide-react';
import { Dialog as Base } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { cn } from './cn';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  /** A click outside does not close it: it has what would be lost. */
  keeps?: boolean;
};

/** A dialog over the page. Escape and a click outside close it; focus stays within and goes back where it was. */
export function Dialog({ open, onOpenChange, title, description, children, footer, wide = false, keeps = false }: Props) {
  const { t } = useTranslation();
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 bg-black/45 backdrop-blur-[1px]" />
        <Base.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          // The first Escape closes the list of a combobox, the next one the dialog.
          onEscapeKeyDown={(event) => {
            if (document.activeElement?.matches('[role=combobox][aria-expanded=true]')) event.preventDefault();
          }}
          onInteractOutside={(event) => {
            if (keeps) event.preventDefault();
          }}
          className={cn(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-2xl border bg-surface shadow-card',
            wide ? 'max-w-4xl' : 'max-w-lg',
          )}
        >
          <div className="flex items-start justify-between gap-4 p-5 pb-3">
            <div className="flex flex-col gap-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description && <Base.Description className="text-sm text-muted">{description}</Base.Description>}
            </div>
            <Base.Close asChild>
              <Button look="ghost" size="icon" aria-label={t('action.close')}>
                <X aria-hidden />
              </Button>
            </Base.Close>
          </div>
          <div className="overflow-y-auto px-5 pb-5">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-4">{footer}</div>}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
