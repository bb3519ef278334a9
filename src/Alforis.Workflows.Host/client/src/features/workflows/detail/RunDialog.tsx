import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { toast } from '@/shared/ui/toast';
import type { Workflow } from '../queries';

/** What a workflow's executions are for: as its trigger says, or its settings. */
const entityOf = (workflow: Workflow): 'deal' | 'organisation' | null => {
  if (workflow.trigger_type.startsWith('deal_')) return 'deal';
  if (workflow.trigger_type.startsWith('organisation_')) return 'organisation';
  const named = (workflow.trigger_config as { entity_type?: string } | null)?.entity_type;
  return named === 'deal' || named === 'organisation' ? named : null;
};

/** Runs a workflow once, by hand, for an entity of the user's choice. */
export function RunDialog({ workflow, open, onOpenChange }: { workflow: Workflow; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [entityId, setEntityId] = useState('');
  const entity = entityOf(workflow);
  const isReady = entity === null || /^[1-9]\d*$/.test(entityId);
  const run = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/workflows/{id}/execute', {
          params: { path: { id: workflow.id } },
          body: entity === null ? {} : { trigger_entity_type: entity, trigger_entity_id: Number(entityId) },
        }),
      ),
    onSuccess: (made) => {
      toast.success(t('detail.run_done', { id: made.execution_id }));
      onOpenChange(false);
      void queries.invalidateQueries({ queryKey: ['executions'] });
      void navigate(`/workflows/${workflow.id}/executions/${made.execution_id}`);
    },
    onError: tellProblem,
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('detail.run_title')}
      description={t('detail.run_text')}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('action.cancel')}</Button>
          <Button look="primary" disabled={!isReady} busy={run.isPending} onClick={() => run.mutate()}>
            {t('action.run')}
          </Button>
        </>
      }
    >
      {entity && (
        <Field
          label={t('detail.run_entity', { entity: t(`entity.${entity}`) })}
          inputMode="numeric"
          value={entityId}
          onChange={(e) => setEntityId(e.target.value)}
        />
      )}
    </Dialog>
  );
}
