import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './States';

/** A part of a page that the user's role does not open: says so, and how it would be opened. */
export function ClosedState({ title, action }: { title: string; action?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={Lock} title={title} action={action}>
      {t('error.forbidden_hint')}
    </EmptyState>
  );
}
