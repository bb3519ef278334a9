import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '@/features/auth/session';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import type { Entity } from '@/shared/crm/entities';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { EntityPicker } from '@/shared/ui/EntityPicker';
import { toast } from '@/shared/ui/toast';
import { readPlan } from '../definition/read';
import type { Workflow } from '../queries';
import { outlookQuery, RunOutlook } from './RunOutlook';
import { randomKey } from './randomKey';

/** Runs a workflow once, by hand, for an entity of the user's choice. */
export function RunDialog({ workflow, open, onOpenChange }: { workflow: Workflow; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const maySee = useMay()('executions:read');
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Entity | null>(null);
  const named = readPlan(workflow).entity;
  const entity = named === 'deal' || named === 'organisation' ? named : null;
  const isReady = entity === null || chosen !== null;
  const target = chosen && { trigger_entity_type: chosen.type, trigger_entity_id: chosen.id };
  const outlook = useQuery({ ...outlookQuery(workflow.id, target ?? {}, i18n.language), enabled: open && isReady });
  // The same wish sent again, because its answer was lost, is not carried out twice.
  const wish = useRef({ of: '', key: '' });
  const keyOf = (of: string) => {
    if (wish.current.of !== of) wish.current = { of, key: randomKey() };
    return wish.current.key;
  };
  const run = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/workflows/{id}/execute', {
          params: { path: { id: workflow.id } },
          headers: { 'Idempotency-Key': keyOf(JSON.stringify(target)) },
          body: target ?? {},
        }),
      ),
    onSuccess: (made) => {
      wish.current = { of: '', key: '' };
      toast.success(t('detail.run_done', { id: made.execution_id }));
      onOpenChange(false);
      void queries.invalidateQueries({ queryKey: ['executions'] });
      if (maySee) void navigate(`/workflows/${workflow.id}/executions/${made.execution_id}`);
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
      <div className="flex flex-col gap-4 pt-1">
        {entity ? (
          <EntityPicker
            type={entity}
            label={t('detail.run_entity', { entity: t(`entity.${entity}`).toLocaleLowerCase(i18n.language) })}
            value={chosen}
            onChange={setChosen}
          />
        ) : (
          <p className="text-sm text-muted">{t('detail.run_none')}</p>
        )}
        {isReady && <RunOutlook answer={outlook} />}
      </div>
    </Dialog>
  );
}
