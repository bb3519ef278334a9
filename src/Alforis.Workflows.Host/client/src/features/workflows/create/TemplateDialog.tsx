import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, FileStack } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { toast } from '@/shared/ui/toast';
import { Flow } from '../detail/Flow';
import type { Workflow } from '../queries';
import { TemplateCard } from './TemplateCard';

/** Templates as cards, by category; each can be looked at first, and one click makes a draft. */
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
  const [shown, setShown] = useState<Workflow | null>(null);
  const back = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const left = useRef<number | null>(null);
  // The focus goes with what is shown: to the way back, and from there to the card that one came from.
  useEffect(() => {
    if (shown) back.current?.focus();
    else if (left.current !== null) list.current?.querySelector<HTMLElement>(`[data-preview="${left.current}"]`)?.focus();
  }, [shown]);
  const show = (template: Workflow) => {
    left.current = template.id;
    setShown(template);
  };
  const use = (id: number) => {
    if (!create.isPending) create.mutate(id);
  };
  const close = (isOpen: boolean) => {
    left.current = null;
    setShown(null);
    onOpenChange(isOpen);
  };
  const byCategory = Map.groupBy(templates.data?.items ?? [], (w: Workflow) => w.category ?? t('workflows.uncategorised'));
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={shown ? t('words.preview_of', { name: shown.name }) : t('workflows.template_title')}
      description={shown?.description ?? t('workflows.template_text')}
      wide
      footer={
        shown && (
          <>
            <Button ref={back} onClick={() => setShown(null)}>
              <ArrowLeft aria-hidden />
              {t('words.preview_back')}
            </Button>
            <Button look="primary" busy={create.isPending} onClick={() => use(shown.id)}>
              {t('workflows.template_use')}
            </Button>
          </>
        )
      }
    >
      {shown && <Flow definition={shown} level="h3" />}
      {templates.isPending && <LoadingRows rows={3} />}
      {templates.isLoadingError && <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.data?.items.length === 0 && <EmptyState icon={FileStack} title={t('workflows.empty')} />}
      <div ref={list} className="flex flex-col gap-6" hidden={shown !== null}>
        {[...byCategory].map(([category, items]) => (
          <section key={category} className="flex flex-col gap-3">
            {byCategory.size > 1 && <h3 className="text-sm font-semibold text-muted">{category}</h3>}
            <ul className="grid gap-3 sm:grid-cols-2">
              {items.map((template) => (
                <TemplateCard
                  key={template.id}
                  template={template}
                  level={byCategory.size > 1 ? 'h4' : 'h3'}
                  busy={create.isPending && create.variables === template.id}
                  onPreview={() => show(template)}
                  onUse={() => use(template.id)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
