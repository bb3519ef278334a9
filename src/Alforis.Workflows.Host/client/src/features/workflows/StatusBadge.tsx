import { CircleDot, CirclePause, PencilLine, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/shared/ui/Badge';
import type { Workflow } from './queries';

/** Whether a workflow runs. */
export function StatusBadge({ workflow }: { workflow: Pick<Workflow, 'status' | 'suspended_at'> }) {
  const { t } = useTranslation();
  if (workflow.status === 'active' && workflow.suspended_at) {
    return (
      <Badge tone="danger">
        <TriangleAlert aria-hidden />
        {t('workflows.suspended')}
      </Badge>
    );
  }
  if (workflow.status === 'active') {
    return (
      <Badge tone="success">
        <CircleDot aria-hidden />
        {t('status.active')}
      </Badge>
    );
  }
  return workflow.status === 'draft' ? (
    <Badge tone="warning">
      <PencilLine aria-hidden />
      {t('status.draft')}
    </Badge>
  ) : (
    <Badge>
      <CirclePause aria-hidden />
      {t('status.inactive')}
    </Badge>
  );
}
