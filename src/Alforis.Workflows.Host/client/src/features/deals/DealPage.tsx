import { useTranslation } from 'react-i18next';
import { PageTitle } from '@/shared/ui/PageTitle';

export function DealPage() {
  const { t } = useTranslation();
  return <PageTitle title={t('nav.deals')} />;
}
