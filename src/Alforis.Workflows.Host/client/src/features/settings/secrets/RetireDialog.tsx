import { useTranslation } from 'react-i18next';
import { tellProblem } from '@/shared/api/tellProblem';
import { ConfirmDialog } from '@/shared/ui/ConfirmDialog';
import { toast } from '@/shared/ui/toast';

type Props = { name: string; open: boolean; busy: boolean; onClose: () => void; retire: () => Promise<unknown> };

/** Asks before all secrets but the newest are void. */
export function RetireDialog({ name, open, busy, onClose, retire }: Props) {
  const { t } = useTranslation();
  const confirm = async () => {
    try {
      await retire();
      onClose();
      toast.success(t('secrets.retired'));
    } catch (problem) {
      tellProblem(problem);
    }
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={t('secrets.retire_title', { name })}
      description={t('secrets.retire_text')}
      confirm={t('secrets.retire')}
      busy={busy}
      onConfirm={() => void confirm()}
    />
  );
}
