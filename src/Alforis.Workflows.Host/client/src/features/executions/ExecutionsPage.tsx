import { useTranslation } from 'react-i18next';
import { PageTitle } from '@/shared/ui/PageTitle';
import { ExecutionList } from './ExecutionList';

export function ExecutionsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('nav.executions')} lead={t('runs.lead')} />
      <ExecutionList />
    </>
  );
}
