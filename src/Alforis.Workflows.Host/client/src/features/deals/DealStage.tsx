import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/shared/api/problem';
import { tellProblem } from '@/shared/api/tellProblem';
import { type Stage, stages } from '@/shared/crm/entities';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { cn } from '@/shared/ui/cn';
import { toast } from '@/shared/ui/toast';
import { useChangeStage } from './queries';

type Props = { id: number; stage: string; version: string; onReload: () => void };

/** The stages of a deal, to move it to another one. */
export function DealStage({ id, stage, version, onReload }: Props) {
  const { t } = useTranslation();
  const change = useChangeStage(id);
  const isStale = change.error instanceof ApiProblem && change.error.status === 412;
  const shown = change.isPending ? change.variables.stage : stage;
  const move = (to: Stage) =>
    change.mutate(
      { stage: to, version },
      {
        onSuccess: () => toast.success(t('crm.stage_changed', { stage: t(`stage.${to}`) })),
        onError: (error) => {
          if (!(error instanceof ApiProblem && error.status === 412)) tellProblem(error);
        },
      },
    );
  return (
    <Card aria-label={t('crm.stage')}>
      <CardTitle title={t('crm.stage')} />
      <div className="flex flex-col gap-3 p-5">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lay out its children by wrapping in all browsers */}
        <div role="group" aria-label={t('crm.stage')} className="flex flex-wrap gap-2">
          {stages.map((value) => (
            <Button
              key={value}
              size="sm"
              aria-pressed={value === shown}
              disabled={change.isPending || isStale}
              className={cn(value === shown && 'border-accent! bg-accent-soft! text-accent-strong! disabled:opacity-100!')}
              onClick={() => value !== stage && move(value)}
            >
              {t(`stage.${value}`)}
            </Button>
          ))}
        </div>
        {isStale ? (
          <div role="alert" className="flex flex-wrap items-center justify-between gap-3 rounded-xl bg-warning-soft p-3.5 text-sm">
            <p>
              <strong className="font-medium">{t('crm.conflict')}</strong> {t('crm.conflict_hint')}
            </p>
            <Button
              size="sm"
              onClick={() => {
                change.reset();
                onReload();
              }}
            >
              {t('crm.reload')}
            </Button>
          </div>
        ) : (
          <p className="text-xs text-muted">{t('crm.stage_hint')}</p>
        )}
      </div>
    </Card>
  );
}
