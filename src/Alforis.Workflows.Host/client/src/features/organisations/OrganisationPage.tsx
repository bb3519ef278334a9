import { useTranslation } from 'react-i18next';
import { PageTitle } from '@/shared/ui/PageTitle';

export function OrganisationPage() {
  const { t } = useTranslation();
  return <PageTitle title={t('nav.organisations')} />;
}
