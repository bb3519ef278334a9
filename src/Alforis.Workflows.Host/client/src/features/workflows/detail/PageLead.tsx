import { useTranslation } from 'react-i18next';
import { Moment } from '@/shared/format/Moment';
import type { Workflow } from '../queries';
import { StatusBadge } from '../StatusBadge';

/** What a workflow is for, whether it runs, since when and by whom, and when it last changed. */
export function PageLead({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { activated_by_email: who } = workflow;
  return (
    <div className="flex flex-col gap-2">
      {workflow.description && <p>{workflow.description}</p>}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge workflow={workflow} />
        <span>{t('history.version', { version: workflow.version })}</span>
        {workflow.status === 'active' && workflow.activated_at && (
          <span>
            {t('history.activated')} <Moment value={workflow.activated_at} />{' '}
            {who ? t('history.by', { who }) : !workflow.activated_by && t('history.by_operator')}
          </span>
        )}
        <span>
          {t('history.changed')} <Moment value={workflow.updated_at} />
        </span>
      </div>
    </div>
  );
}
