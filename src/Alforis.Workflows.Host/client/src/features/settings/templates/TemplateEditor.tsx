import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { EditTemplate } from './EditTemplate';
import { templateQuery } from './queries';

/** The editor for the template that the address names, or for a new one. */
export function TemplateEditor({ id }: { id: string }) {
  const { t } = useTranslation();
  const isNew = id === 'new';
  const number = Number(id);
  const isNumber = Number.isSafeInteger(number) && number > 0;
  const { data, error, refetch } = useQuery({ ...templateQuery(number), enabled: !isNew && isNumber });
  if (isNew) return <EditTemplate key="new" opened={null} />;
  if (data) return <EditTemplate key={id} opened={data} />;
  return (
    <Card aria-label={t('state.loading')}>
      {error || !isNumber ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows />}
    </Card>
  );
}
