import { Copy, Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMay, useMe } from '@/features/auth/session';
import { tellProblem } from '@/shared/api/tellProblem';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { Menu, MenuItem, MenuSeparator } from '@/shared/ui/Menu';
import { Switch } from '@/shared/ui/Switch';
import { toast } from '@/shared/ui/toast';
import { DeleteTemplate } from './DeleteTemplate';
import { copyName, draftOf } from './draft';
import { copyKey, keep, keptOf } from './kept';
import { readTemplate, type TemplateSummary, useChangeTemplate } from './queries';

/** A template in the list: what it is for, whether it is sent, and what can be done with it. */
export function TemplateRow({ template, names }: { template: TemplateSummary; names: string[] }) {
  const { t } = useTranslation();
  const may = useMay();
  const me = useMe();
  const navigate = useNavigate();
  const [isDeleting, setDeleting] = useState(false);
  const change = useChangeTemplate(template.id);
  const { id, name } = template;
  const isActive = change.isPending ? (change.variables.change.is_active ?? template.is_active) : template.is_active;
  const shown = t(isActive ? 'mailTemplates.active' : 'mailTemplates.inactive');
  const toggle = (is_active: boolean) =>
    change.mutate(
      { change: { is_active } },
      {
        onSuccess: () => toast.success(t(is_active ? 'mailTemplates.switched_on' : 'mailTemplates.switched_off', { name })),
        onError: tellProblem,
      },
    );
  const duplicate = async () => {
    const key = copyKey(id);
    try {
      // A copy that is not saved yet is gone on with: it is all that there is of it.
      if (!keptOf(me.id, key)) {
        const { template: read } = await readTemplate(id);
        keep(me.id, key, { draft: { ...draftOf(read), name: copyName(name, names) }, version: '', isFresh: true });
      }
      void navigate(`?template=${key}`);
    } catch (problem) {
      tellProblem(problem);
    }
  };
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <Link to={`?template=${id}`} className="font-medium break-words underline decoration-line-strong underline-offset-4">
          {name}
        </Link>
        <p className="text-sm break-words">{template.subject}</p>
        <p className="text-sm break-words text-muted">{template.description}</p>
      </div>
      <div className="flex items-center gap-3">
        {may('email_templates:update') ? (
          <Switch label={t('mailTemplates.switch', { name })} shown={shown} checked={isActive} onChange={toggle} />
        ) : (
          <Badge tone={isActive ? 'success' : 'neutral'}>{shown}</Badge>
        )}
        {(may('email_templates:create') || may('email_templates:delete')) && (
          <Menu
            trigger={
              <Button look="ghost" size="icon" aria-label={`${t('action.more')} : ${name}`}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            {may('email_templates:update') && (
              <MenuItem onSelect={() => void navigate(`?template=${id}`)}>
                <PencilLine aria-hidden />
                {t('mailTemplates.edit')}
              </MenuItem>
            )}
            {may('email_templates:create') && (
              <MenuItem onSelect={() => void duplicate()}>
                <Copy aria-hidden />
                {t('action.duplicate')}
              </MenuItem>
            )}
            {may('email_templates:delete') && (
              <>
                <MenuSeparator />
                <MenuItem danger onSelect={() => setDeleting(true)}>
                  <Trash2 aria-hidden />
                  {t('action.delete')}
                </MenuItem>
              </>
            )}
          </Menu>
        )}
      </div>
      {isDeleting && <DeleteTemplate template={template} onClose={() => setDeleting(false)} onDeleted={() => setDeleting(false)} />}
    </li>
  );
}
