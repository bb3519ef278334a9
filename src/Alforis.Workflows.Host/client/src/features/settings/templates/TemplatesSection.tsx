import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/shared/ui/Badge';
import { Card } from '@/shared/ui/Card';
import { Pagination } from '@/shared/ui/Pagination';
import { SearchField } from '@/shared/ui/SearchField';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { useFilters } from '@/shared/useFilters';
import { pageSize, templatesQuery } from './queries';

/** The e-mail templates, with what each is for. */
export function TemplatesSection() {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const search = get('search');
  const skip = Math.max(0, Number.parseInt(get('skip'), 10) || 0);
  const found = useQuery(templatesQuery(search, skip));
  const onSearch = useCallback((text: string) => set({ search: text }, true), [set]);
  return (
    <Card>
      <div className="flex border-b p-4">
        <SearchField value={search} label={t('mailTemplates.search')} onChange={onSearch} />
      </div>
      {found.isPending ? (
        <LoadingRows />
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data.total === 0 ? (
        <EmptyState icon={FileText} title={t('mailTemplates.none')}>
          {t(search ? 'mailTemplates.none_found' : 'mailTemplates.none_hint')}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y">
            {found.data.items.map((template) => (
              <li key={template.id} className="flex items-start justify-between gap-4 px-5 py-3">
                <div className="min-w-0">
                  <p className="font-medium break-words">{template.name}</p>
                  <p className="text-sm break-words">{template.subject}</p>
                  <p className="text-sm break-words text-muted">{template.description}</p>
                </div>
                <Badge tone={template.is_active ? 'success' : 'neutral'}>
                  {t(template.is_active ? 'mailTemplates.active' : 'mailTemplates.inactive')}
                </Badge>
              </li>
            ))}
          </ul>
          <Pagination
            total={found.data.total}
            skip={skip}
            limit={pageSize}
            onSkip={(next) => set({ skip: next === 0 ? null : String(next) })}
          />
        </>
      )}
    </Card>
  );
}
