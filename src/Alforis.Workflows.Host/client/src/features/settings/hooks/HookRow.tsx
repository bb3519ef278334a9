import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Moment } from '@/shared/format/Moment';
import { Badge } from '@/shared/ui/Badge';
import { Copyable } from '@/shared/ui/Copyable';
import { Switch } from '@/shared/ui/Switch';
import { toast } from '@/shared/ui/toast';
import { addressOf } from './curl';
import { HookActions } from './HookActions';
import { type Hook, useChangeHook } from './queries';

/** A hook: its address, whether it takes calls, and what can be done with it. */
export function HookRow({ hook }: { hook: Hook }) {
  const { t } = useTranslation();
  const may = useMay();
  const change = useChangeHook(hook.slug);
  const { name } = hook;
  const isActive = change.isPending ? (change.variables.is_active ?? hook.is_active) : hook.is_active;
  const toggle = (next: boolean) =>
    change.mutate(
      { is_active: next },
      { onSuccess: () => toast.success(t(next ? 'incoming.switched_on' : 'incoming.switched_off', { name })), onError: tellProblem },
    );
  return (
    <li className="flex flex-col gap-3 px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-56 flex-col gap-0.5">
          <h2 className="font-medium break-words">{name}</h2>
          {hook.description && <p className="text-sm break-words text-muted">{hook.description}</p>}
        </div>
        <div className="flex items-center gap-3 max-sm:w-full max-sm:justify-between">
          {may('incoming_hooks:update') ? (
            <Switch
              label={t('incoming.switch', { name })}
              shown={t(isActive ? 'incoming.on' : 'incoming.off')}
              checked={isActive}
              onChange={toggle}
            />
          ) : (
            <Badge tone={isActive ? 'success' : 'neutral'}>{t(isActive ? 'incoming.on' : 'incoming.off')}</Badge>
          )}
          <HookActions hook={hook} />
        </div>
      </div>
      <Copyable label={t('incoming.address_of', { name })} isLabelled={false} value={addressOf(hook.slug)} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-xs text-muted">
        <Badge>{t(`incoming.${hook.kind}`)}</Badge>
        <Badge tone={hook.secrets > 0 ? 'success' : 'warning'}>{t('secrets.good', { count: hook.secrets })}</Badge>
        <span className="break-all">{t('incoming.event', { event: hook.event })}</span>
        {hook.last_received_at ? (
          <span>
            {t('incoming.last')} <Moment value={hook.last_received_at} />
          </span>
        ) : (
          <span>{t('incoming.no_call')}</span>
        )}
      </div>
    </li>
  );
}
