import { useQuery } from '@tanstack/react-query';
import { ListTodo, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { Choice } from '@/shared/ui/Choice';
import { PagedList } from '@/shared/ui/PagedList';
import { PageTitle } from '@/shared/ui/PageTitle';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState } from '@/shared/ui/States';
import { oneOf, useFilters } from '@/shared/useFilters';
import { priorities, states, type TaskFilters, tasksQuery } from './queries';
import { StateFilter } from './StateFilter';
import { TaskTable } from './TaskTable';

const NewTaskDialog = lazy(async () => ({ default: (await import('./NewTaskDialog')).NewTaskDialog }));
const limit = 25;

/** Tasks: mine or all, by state, priority and words, all kept in the address. */
export function TasksPage() {
  const { t } = useTranslation();
  const may = useMay();
  const filters = useFilters();
  const [isNew, setNew] = useState(false);
  const whose = oneOf(filters.get('whose'), ['mine', 'all'], 'mine');
  const state = oneOf(filters.get('state'), states, 'todo');
  const priority = oneOf(filters.get('priority'), ['all', ...priorities], 'all');
  const search = filters.get('search');
  const wanted: TaskFilters = {
    ...(whose === 'mine' && { mine: true }),
    ...(priority !== 'all' && { priority }),
    ...(search && { search }),
  };
  const page = useQuery(
    tasksQuery(state, { ...wanted, skip: filters.skip, limit, sort: state === 'done' || state === 'all' ? '-updated_at' : 'due_date' }),
  );
  return (
    <>
      <PageTitle
        title={t('nav.tasks')}
        lead={t('tasks.lead')}
        actions={
          may('tasks:create') && (
            <Button look="primary" onClick={() => setNew(true)}>
              <Plus aria-hidden />
              {t('tasks.new')}
            </Button>
          )
        }
      />
      <Card>
        <StateFilter value={state} filters={wanted} onChange={(value) => filters.set({ state: value === 'todo' ? null : value })} />
        <div className="flex flex-wrap gap-2 border-b p-3">
          <SearchField value={search} label={t('tasks.search')} onChange={(value) => filters.set({ search: value }, true)} />
          <Choice
            label={t('tasks.whose')}
            value={whose}
            options={[
              { value: 'mine', label: t('tasks.mine') },
              { value: 'all', label: t('tasks.everyone') },
            ]}
            onChange={(value) => filters.set({ whose: value === 'mine' ? null : value })}
          />
          <Choice
            label={t('tasks.priority')}
            value={priority}
            options={[
              { value: 'all', label: t('tasks.all_priorities') },
              ...priorities.map((value) => ({ value, label: t(`crm.priority.${value}`) })),
            ]}
            onChange={(value) => filters.set({ priority: value === 'all' ? null : value })}
          />
        </div>
        <PagedList
          page={page}
          skip={filters.skip}
          limit={limit}
          onSkip={filters.setSkip}
          empty={
            <EmptyState icon={ListTodo} title={t('tasks.empty')}>
              {t('tasks.empty_hint')}
            </EmptyState>
          }
        >
          {(items, isStale) => <TaskTable tasks={items} isStale={isStale} withAssignee={whose === 'all'} />}
        </PagedList>
      </Card>
      <Suspense>{isNew && <NewTaskDialog onClose={() => setNew(false)} />}</Suspense>
    </>
  );
}
