import { useQuery } from '@tanstack/react-query';
import { FileText, Plus } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '@/features/auth/session';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { PagedList } from '@/shared/ui/PagedList';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState } from '@/shared/ui/States';
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
  const { get, set, skip, setSkip } = useFilters();
  const may = useMay();
  const navigate = useNavigate();
  const search = get('search');
  const page = useQuery(templatesQuery(search, skip));
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
      <PagedList
        page={page}
        skip={skip}
        limit={pageSize}
        onSkip={setSkip}
        empty={
          <EmptyState icon={FileText} title={t('mailTemplates.none')}>
            {t(search ? 'mailTemplates.none_found' : 'mailTemplates.none_hint')}
          </EmptyState>
        }
      >
        {(items) => (
          <ul className="divide-y">
            {items.map((template) => (
              <TemplateRow key={template.id} template={template} names={items.map((i) => i.name)} />
            ))}
          </ul>
        )}
      </PagedList>
    </Card>
  );
}
