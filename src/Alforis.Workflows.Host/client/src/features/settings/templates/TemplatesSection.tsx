import { useQuery } from '@tanstack/react-query';
import { FileText, Plus } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '@/features/auth/session';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Pagination } from '@/shared/ui/Pagination';
import { SearchField } from '@/shared/ui/SearchField';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { useFilters } from '@/shared/useFilters';
import { pageSize, templatesQuery } from './queries';
import { TemplateEditor } from './TemplateEditor';
import { TemplateRow } from './TemplateRow';

/** The e-mail templates, or the editor of the one that the address names. */
export function TemplatesSection() {
  const { get } = useFilters();
  const id = get('template');
  return id ? <TemplateEditor id={id} /> : <TemplateList />;
}

/** The e-mail templates, with what each is for. */
function TemplateList() {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const may = useMay();
  const navigate = useNavigate();
  const search = get('search');
  const skip = Math.max(0, Number.parseInt(get('skip'), 10) || 0);
  const found = useQuery(templatesQuery(search, skip));
  const onSearch = useCallback((text: string) => set({ search: text }, true), [set]);
  return (
    <Card>
      <div className="flex flex-wrap gap-3 border-b p-4">
        <SearchField value={search} label={t('mailTemplates.search')} onChange={onSearch} />
        {may('email_templates:create') && (
          <Button look="primary" onClick={() => void navigate('?template=new')}>
            <Plus aria-hidden />
            {t('mailTemplates.new')}
          </Button>
        )}
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
              <TemplateRow key={template.id} template={template} names={found.data.items.map((i) => i.name)} />
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
