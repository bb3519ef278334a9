import { Power, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Moment } from '@/shared/format/Moment';
import { Reasons } from '@/shared/problems/DiagnosticText';
import { Button } from '@/shared/ui/Button';
import { toast } from '@/shared/ui/toast';
import { useSwitchWorkflow, type Workflow } from '../queries';

/** Why an active workflow does not run, since when, and what to do. */
export function Suspended({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const may = useMay()('workflows:activate') && !workflow.is_subscription;
  const switching = useSwitchWorkflow();
  if (!workflow.suspended_at) return null;
  const { id, name } = workflow;
  const activate = () =>
    switching.mutate(
      { id, status: 'active' },
      { onSuccess: () => toast.success(t('workflows.activated', { name })), onError: tellProblem },
    );
  return (
    <div role="alert" className="flex gap-3 rounded-xl border border-danger bg-danger-soft p-4 text-sm">
      <TriangleAlert className="size-5 shrink-0 text-danger" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="text-base font-semibold text-danger">{t('detail.suspended_title')}</p>
        <p>
          {t('history.suspended')} <Moment value={workflow.suspended_at} />.
        </p>
        <Reasons reasons={workflow.suspended_reason} />
        <p className="font-medium">{t(may ? 'history.suspended_do' : 'history.suspended_ask')}</p>
        {may && (
          <Button size="sm" className="self-start" busy={switching.isPending} onClick={activate}>
            <Power aria-hidden />
            {t('history.reactivate')}
          </Button>
        )}
      </div>
    </div>
  );
}
