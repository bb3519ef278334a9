import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';

/** Asks before a link leads away from what is not saved, and lets the browser ask before it closes the page. */
export function useLeaveGuard(isDirty: boolean, onLeave: () => void): { ask: (to: string) => void; dialog: ReactNode } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [to, setTo] = useState<string | null>(null);
  useEffect(() => {
    if (!isDirty) return undefined;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || link.target === '_blank' || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
        return;
      if (link.origin !== window.location.origin || link.hash.length > 1) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(link.pathname + link.search);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty]);
  return {
    ask: (next) => (isDirty ? setTo(next) : void navigate(next)),
    dialog: (
      <ConfirmDialog
        open={to !== null}
        onOpenChange={() => setTo(null)}
        title={t('mailTemplates.leave_title')}
        description={t('mailTemplates.leave_text')}
        confirm={t('mailTemplates.leave')}
        onConfirm={() => {
          onLeave();
          setTo(null);
          void navigate(to ?? '');
        }}
      />
    ),
  };
}
