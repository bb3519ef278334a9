import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileStack } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';
import type { Workflow } from '../queries';

/** Templates as cards, by category; one click makes a draft. */
export function TemplateDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const templates = useQuery({
    queryKey: ['workflows', 'templates'],
    enabled: open,
    queryFn: () => body(api.GET('/api/v1/workflows/templates/list', { params: { query: { limit: 200 } } })),
  });
  const create = useMutation({
    mutationFn: (id: number) => body(api.POST('/api/v1/workflows/templates/{id}/create', { params: { path: { id } }, body: {} })),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['workflows'] });
      toast.success(t('workflows.created', { name: made.name }));
      onOpenChange(false);
      void navigate(`/workflows/${made.id}`);
    },
    onError: tellProblem,
  });
  const byCategory = Map.groupBy(templates.data?.items ?? [], (w: Workflow) => w.category ?? t('workflows.uncategorised'));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('workflows.template_title')} description={t('workflows.template_text')} wide>
      {templates.isPending && <LoadingRows rows={3} />}
      {templates.isError && <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.isSuccess && templates.data.items.length === 0 && <EmptyState icon={FileStack} title={t('workflows.empty')} />}
      <div className="flex flex-col gap-6">
        {[...byCategory].map(([category, items]) => (
          <section key={category} className="flex flex-col gap-3">
            {byCategory.size > 1 && <h3 className="text-sm font-semibold text-muted">{category}</h3>}
            <ul className="grid gap-3 sm:grid-cols-2">
              {items.map((template) => (
                <li key={template.id} className="flex flex-col gap-3 rounded-xl border bg-canvas p-4">
                  <div className="flex flex-wrap items-center justify-between gap-2">
                    <h4 className="font-medium">{template.name}</h4>
                    <Badge tone="accent">{t(`trigger.${template.trigger_type}` as 'trigger.manual')}</Badge>
                  </div>
                  <p className="flex-1 text-sm text-muted">{template.description}</p>
                  <ol className="flex flex-wrap gap-1.5">
                    {(template.actions as { type: string }[]).map((action, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: an action has no other identity, and the list never changes
                      <li key={index}>
                        <Badge>{t(`action_type.${action.type}` as 'action_type.add_tag')}</Badge>
                      </li>
                    ))}
                  </ol>
                  <Button
                    look="primary"
                    size="sm"
                    className="self-start"
                    busy={create.isPending && create.variables === template.id}
                    aria-label={`${t('workflows.template_use')} : ${template.name}`}
                    onClick={() => create.mutate(template.id)}
                  >
                    {t('workflows.template_use')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
