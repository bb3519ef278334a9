import { useMutation } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, body } from '@/shared/api/client';
import { tellProblem } from '@/shared/api/tellProblem';

/** The way to the execution that made a task; where that is, is asked when somebody wants to go there. */
export function MadeByWorkflow({ execution }: { execution: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = useMutation({
    mutationFn: () => body(api.GET('/api/v1/executions/{id}', { params: { path: { id: execution } } })),
    onSuccess: (read) => navigate(`/workflows/${read.execution.workflow_id}/executions/${execution}`),
    onError: tellProblem,
  });
  return (
    <button
      type="button"
      disabled={go.isPending}
      onClick={() => go.mutate()}
      className="inline-flex items-center gap-1 rounded text-xs text-muted underline underline-offset-2 hover:text-accent"
    >
      <Workflow className="size-3.5" aria-hidden />
      {t('crm.by_workflow')}
    </button>
  );
}
