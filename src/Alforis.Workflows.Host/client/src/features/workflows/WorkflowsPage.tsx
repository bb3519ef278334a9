import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, SearchX, Workflow as WorkflowIcon } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { loadPageTexts } from '@/shared/i18n';
import { useLive, useLiveMessage } from '@/shared/live/LiveProvider';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { Menu, MenuItem } from '@/shared/ui/Menu';
import { PagedList } from '@/shared/ui/PagedList';
import { PageTitle } from '@/shared/ui/PageTitle';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { type WorkflowFilters, workflowsQuery } from './queries';
import { triggerNames } from './triggers';
import { WorkflowTable } from './WorkflowTable';

// With what they say: the texts of other pages are not there yet.
const TemplateDialog = lazy(async () => {
  const [part] = await Promise.all([import('./create/TemplateDialog'), loadPageTexts()]);
  return { default: part.TemplateDialog };
});
const FileDialog = lazy(async () => {
  const [part] = await Promise.all([import('./create/FileDialog'), loadPageTexts()]);
  return { default: part.FileDialog };
});

const limit = 25;
const statuses = ['all', 'active', 'inactive', 'draft'] as const;
const sorts = ['name', '-last_execution_at', '-updated_at'] as const;
const filterNames = ['status', 'trigger', 'search'];

export function WorkflowsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const filters = useFilters();
  const [dialog, setDialog] = useState<'template' | 'file' | null>(null);
  const status = oneOf(filters.get('status'), statuses, 'all');
  const trigger = oneOf(filters.get('trigger'), ['all', ...triggerNames], 'all');
  const sort = oneOf(filters.get('sort'), sorts, 'name');
  const search = filters.get('search');
  const wanted: WorkflowFilters = {
    skip: filters.skip,
    limit,
    sort,
    is_template: false,
    ...(status !== 'all' && { status }),
    ...(trigger !== 'all' && { trigger_type: trigger }),
    ...(search && { search }),
  };
  const page = useQuery(workflowsQuery(wanted));
  useFreshList();
  const isFiltered = filters.count(filterNames) > 0;

  return (
    <>
      <PageTitle
        title={t('workflows.title')}
        lead={t('workflows.lead')}
        actions={
          may('workflows:create') && (
            <Menu
              trigger={
                <Button look="primary">
                  <Plus aria-hidden />
                  {t('workflows.new')}
                </Button>
              }
            >
              <MenuItem onSelect={() => setDialog('template')}>{t('workflows.from_template')}</MenuItem>
              <MenuItem onSelect={() => setDialog('file')}>{t('workflows.from_file')}</MenuItem>
            </Menu>
          )
        }
      />
      <Card>
        <div className="flex flex-wrap gap-2 border-b p-3">
          <SearchField value={search} label={t('workflows.search')} onChange={(value) => filters.set({ search: value }, true)} />
          <Choice
            label={t('workflows.status')}
            value={status}
            options={statuses.map((value) => ({ value, label: value === 'all' ? t('workflows.all') : t(`status.${value}`) }))}
            onChange={(value) => filters.set({ status: value === 'all' ? null : value })}
          />
          <Choice
            label={t('workflows.trigger')}
            value={trigger}
            options={[
              { value: 'all', label: t('workflows.all_triggers') },
              ...triggerNames.map((value) => ({ value, label: t(`trigger.${value}`) })),
            ]}
            onChange={(value) => filters.set({ trigger: value === 'all' ? null : value })}
          />
          <Choice
            label={t('workflows.sort')}
            value={sort}
            options={[
              { value: 'name', label: t('workflows.sort_name') },
              { value: '-last_execution_at', label: t('workflows.sort_last_run') },
              { value: '-updated_at', label: t('workflows.sort_updated') },
            ]}
            onChange={(value) => filters.set({ sort: value === 'name' ? null : value })}
          />
          {isFiltered && (
            <Button look="ghost" onClick={() => filters.set({ status: null, trigger: null, search: null })}>
              {t('action.clear')}
            </Button>
          )}
        </div>
        <PagedList
          page={page}
          skip={filters.skip}
          limit={limit}
          onSkip={filters.setSkip}
          empty={
            isFiltered ? (
              <EmptyState icon={SearchX} title={t('workflows.none_match')}>
                {t('workflows.none_match_hint')}
              </EmptyState>
            ) : (
              <EmptyState
                icon={WorkflowIcon}
                title={t('workflows.empty')}
                action={may('workflows:create') && <Button onClick={() => setDialog('template')}>{t('workflows.from_template')}</Button>}
              >
                {t('workflows.empty_hint')}
              </EmptyState>
            )
          }
        >
          {(items, isStale) => <WorkflowTable workflows={items} isStale={isStale} />}
        </PagedList>
      </Card>
      <Suspense>
        {dialog === 'template' && <TemplateDialog open onOpenChange={(open) => setDialog(open ? 'template' : null)} />}
        {dialog === 'file' && <FileDialog open onOpenChange={(open) => setDialog(open ? 'file' : null)} />}
      </Suspense>
    </>
  );
}

/** Reads the list again when somebody has changed a workflow. */
function useFreshList() {
  const queries = useQueryClient();
  const { hub, isConnected } = useLive();
  useLiveMessage('WorkflowsChanged', () => void queries.invalidateQueries({ queryKey: ['workflows'] }));
  useEffect(() => {
    if (!hub || !isConnected) return undefined;
    void hub.invoke('WatchWorkflows').catch(() => {});
    return () => {
      void hub.invoke('UnwatchWorkflows').catch(() => {});
    };
  }, [hub, isConnected]);
}
