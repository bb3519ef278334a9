import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Badge } from '@/shared/ui/Badge';
import { cn } from '@/shared/ui/cn';
import { Switch } from '@/shared/ui/Switch';
import { toast } from '@/shared/ui/toast';
import { type Target, useChangeTarget } from './queries';
import { TargetActions } from './TargetActions';
import { TargetDetails } from './TargetDetails';

/** A target: where it leads, whether it is called, and what can be done with it. */
export function TargetRow({ target }: { target: Target }) {
  const { t } = useTranslation();
  const may = useMay();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const change = useChangeTarget(target.id);
  const { name } = target;
  const isActive = change.isPending ? (change.variables.is_active ?? target.is_active) : target.is_active;
  const toggle = (next: boolean) =>
    change.mutate(
      { is_active: next },
      { onSuccess: () => toast.success(t(next ? 'targets.switched_on' : 'targets.switched_off', { name })), onError: tellProblem },
    );
  return (
    <li className="flex flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5 sm:px-5">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="flex min-w-0 flex-1 basis-56 items-start gap-2 rounded-lg text-left"
        >
          <ChevronRight className={cn('mt-1 size-4 shrink-0 text-muted transition-transform', isOpen && 'rotate-90')} aria-hidden />
          <span className="flex min-w-0 flex-col gap-0.5">
            <span className="font-medium break-words">{name}</span>
            <span className="font-mono text-xs break-all text-muted">{target.origin}</span>
            {(target.event_types.length > 0 || target.secrets === 0) && (
              <span className="mt-1 flex flex-wrap gap-1.5">
                {target.event_types.length > 0 && (
                  <Badge tone="accent">{t('targets.subscriptions', { count: target.event_types.length })}</Badge>
                )}
                {target.secrets === 0 && <Badge tone="warning">{t('targets.unsigned')}</Badge>}
              </span>
            )}
          </span>
        </button>
        <div className="flex items-center gap-3 max-sm:w-full max-sm:justify-between max-sm:pl-6">
          {may('webhooks:update') ? (
            <Switch
              label={t('targets.switch', { name })}
              shown={t(isActive ? 'targets.on' : 'targets.off')}
              checked={isActive}
              onChange={toggle}
            />
          ) : (
            <Badge tone={isActive ? 'success' : 'neutral'}>{t(isActive ? 'targets.on' : 'targets.off')}</Badge>
          )}
          <TargetActions target={target} />
        </div>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && <TargetDetails target={target} />}
      </div>
    </li>
  );
}
