import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { ErrorState } from '@/shared/ui/States';
import { nameOf, type Role, type User } from './queries';
import { RoleChecks } from './RoleChecks';
import { useRolesDraft } from './useRolesDraft';

/** Gives a user other roles, unless somebody else changed the account since they were shown: then it shows theirs, and what one had ticked is to be ticked again. */
export function RolesDialog({ user, roles, onClose }: { user: User; roles: Role[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<string[] | null>(null);
  const draft = useRolesDraft(user.id, onClose);
  const now = draft.now.data;
  const chosen = given ?? now?.user.roles ?? [];
  const reload = () => {
    setGiven(null);
    draft.reload();
  };
  return (
    <Dialog
      open
      keeps={given !== null}
      onOpenChange={onClose}
      title={t('users.roles_title', { name: nameOf(user) })}
      description={t('users.roles_text')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            look="primary"
            busy={draft.change.isPending}
            disabled={!now || draft.isStale}
            onClick={() => now && draft.save(chosen, now.version, nameOf(user))}
          >
            {t('users.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {draft.isStale && (
          <div role="alert" className="flex flex-wrap items-center justify-between gap-3 rounded-xl bg-warning-soft p-3.5 text-sm">
            <p>
              <strong className="font-medium">{t('users.roles_conflict')}</strong> {t('users.roles_conflict_hint')}
            </p>
            <Button size="sm" onClick={reload}>
              {t('crm.reload')}
            </Button>
          </div>
        )}
        {now ? (
          <RoleChecks roles={roles} value={chosen} onChange={setGiven} />
        ) : draft.now.isLoadingError ? (
          <ErrorState error={draft.now.error} onRetry={() => void draft.now.refetch()} />
        ) : (
          <LoadingRows rows={4} />
        )}
      </div>
    </Dialog>
  );
}
