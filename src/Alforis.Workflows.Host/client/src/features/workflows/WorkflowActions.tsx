import { Copy, Download, Ellipsis, Power, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { Menu, MenuItem, MenuSeparator } from '@/shared/ui/Menu';
import { toast } from '@/shared/ui/toast';
import { exportWorkflow, useDeleteWorkflow, useDuplicateWorkflow, useSwitchWorkflow, type Workflow } from './queries';

/** Everything that can be done with a workflow, as far as the user may. */
export function WorkflowActions({ workflow, onDeleted }: { workflow: Workflow; onDeleted?: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const switching = useSwitchWorkflow();
  const duplicating = useDuplicateWorkflow();
  const deleting = useDeleteWorkflow();
  const { id, name } = workflow;
  const isActive = workflow.status === 'active';

  const toggle = () => {
    // The second of two clicks is not a wish for the opposite.
    if (switching.isPending) return;
    switching.mutate(
      { id, status: isActive ? 'inactive' : 'active' },
      { onSuccess: () => toast.success(t(isActive ? 'workflows.deactivated' : 'workflows.activated', { name })), onError: tellProblem },
    );
  };
  const duplicate = () =>
    duplicating.mutate(id, {
      onSuccess: (copy) => {
        toast.success(t('workflows.duplicated', { name: copy.name }));
        void navigate(`/workflows/${copy.id}`);
      },
      onError: tellProblem,
    });
  const remove = () =>
    deleting.mutate(id, {
      onSuccess: () => {
        setAsks(false);
        toast.success(t('workflows.deleted', { name }));
        onDeleted?.();
      },
      onError: tellProblem,
    });

  return (
    <div className="flex justify-end gap-1">
      {may('workflows:activate') && !workflow.is_template && !workflow.is_subscription && (
        <Button
          look="ghost"
          size="icon"
          aria-label={`${t(isActive ? 'action.deactivate' : 'action.activate')} : ${name}`}
          title={t(isActive ? 'action.deactivate' : 'action.activate')}
          aria-pressed={isActive}
          onClick={toggle}
          className={isActive ? 'text-success!' : 'text-muted!'}
        >
          <Power aria-hidden />
        </Button>
      )}
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label={`${t('action.more')} : ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {may('workflows:create') && (
          <MenuItem onSelect={duplicate}>
            <Copy aria-hidden />
            {t('action.duplicate')}
          </MenuItem>
        )}
        {may('workflows:export') && (
          <MenuItem onSelect={() => void exportWorkflow(workflow).catch(tellProblem)}>
            <Download aria-hidden />
            {t('action.export')}
          </MenuItem>
        )}
        {may('workflows:delete') && !workflow.is_subscription && (
          <>
            <MenuSeparator />
            <MenuItem danger onSelect={() => setAsks(true)}>
              <Trash2 aria-hidden />
              {t('action.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t('workflows.delete_title', { name })}
        description={t('workflows.delete_text')}
        confirm={t('action.delete')}
        busy={deleting.isPending}
        onConfirm={remove}
      />
    </div>
  );
}
