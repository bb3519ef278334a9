import { Ellipsis, KeyRound, PencilLine, ShieldOff, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/ui/Button';
import { Menu, MenuItem, MenuSeparator } from '@/shared/ui/Menu';

type Choice = 'edit' | 'rotate' | 'retire' | 'delete';

type Props = {
  name: string;
  /** How many secrets are good. */
  secrets: number;
  edit: string;
  mayUpdate: boolean;
  mayDelete: boolean;
  onChoose: (choice: Choice) => void;
};

/** What can be done with something that has secrets. */
export function SecretMenu({ name, secrets, edit, mayUpdate, mayDelete, onChoose }: Props) {
  const { t } = useTranslation();
  if (!mayUpdate && !mayDelete) return null;
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon" aria-label={`${t('action.more')} : ${name}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {mayUpdate && (
        <>
          <MenuItem onSelect={() => onChoose('edit')}>
            <PencilLine aria-hidden />
            {edit}
          </MenuItem>
          <MenuItem onSelect={() => onChoose('rotate')}>
            <KeyRound aria-hidden />
            {t('secrets.rotate')}
          </MenuItem>
          <MenuItem disabled={secrets < 2} onSelect={() => onChoose('retire')}>
            <ShieldOff aria-hidden />
            {t('secrets.retire')}
          </MenuItem>
        </>
      )}
      {mayDelete && (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={() => onChoose('delete')}>
            <Trash2 aria-hidden />
            {t('action.delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
