import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '@/shared/api/problem';
import { Card } from '@/shared/ui/Card';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { EditTemplate } from './EditTemplate';
import { isCopyKey } from './kept';
import { templateQuery } from './queries';

/** The editor for the template that the address names, for a new one, or for the copy of one. */
export function TemplateEditor({ id }: { id: string }) {
  const { t } = useTranslation();
  const isNew = id === 'new' || isCopyKey(id);
  const number = Number(id);
  const isNumber = Number.isSafeInteger(number) && number > 0;
  const { data, error, refetch } = useQuery({ ...templateQuery(number), enabled: !isNew && isNumber });
  if (isNew) return <EditTemplate key={id} draftKey={id} opened={null} />;
  if (data) return <EditTemplate key={id} draftKey={id} opened={data} />;
  return (
    <Card aria-label={t('state.loading')}>
      <p className="p-4 pb-0">
        <Link to="/settings/templates" className="text-sm text-accent-strong underline">
          {t('mailTemplates.all')}
        </Link>
      </p>
      {error || !isNumber ? (
        <ErrorState error={isNumber ? error : new ApiProblem(404, null)} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows />
      )}
    </Card>
  );
}
