import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { buttonStyles } from '@/shared/ui/Button';
import { usePageTitle } from '@/shared/ui/PageTitle';
import { EmptyState } from '@/shared/ui/States';

export function MissingPage() {
  const { t } = useTranslation();
  usePageTitle(t('error.page_missing'));
  return (
    <EmptyState
      level="h1"
      icon={Compass}
      title={t('error.page_missing')}
      action={
        <Link to="/workflows" className={buttonStyles()}>
          {t('nav.workflows')}
        </Link>
      }
    >
      {t('error.page_missing_hint')}
    </EmptyState>
  );
}
