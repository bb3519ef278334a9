import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMay } from '@/features/auth/session';
import type { Entity, EntityType } from '@/shared/crm/entities';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { cn } from '@/shared/ui/cn';
import { Segments } from '@/shared/ui/Segments';
import { toast } from '@/shared/ui/toast';
import { ConflictDialog } from './ConflictDialog';
import { PreviewPane } from './PreviewPane';
import { latestQuery, type Stored } from './queries';
import { TemplateFields } from './TemplateFields';
import { UsedBy } from './UsedBy';
import { useLeaveGuard } from './useLeaveGuard';
import { usePreview } from './usePreview';
import { useTemplateDraft } from './useTemplateDraft';

const list = '/settings/templates';

/** A template beside the e-mail that it becomes. */
export function EditTemplate({ opened, draftKey }: { opened: Stored | null; draftKey: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const mayWrite = may(opened ? 'email_templates:update' : 'email_templates:create');
  const { draft, setDraft, isDirty, isRestored, errors, isConflict, closeConflict, take, save, discard, isSaving } = useTemplateDraft(
    opened,
    draftKey,
  );

  const seesOrganisations = may('organisations:read') && may('people:read');
  const types: EntityType[] = !seesOrganisations ? [] : may('deals:read') ? ['deal', 'organisation'] : ['organisation'];
  const [type, setType] = useState<EntityType>(types[0] ?? 'organisation');
  // Nothing chosen yet, or nobody at all.
  const [chosen, setChosen] = useState<Entity | null | undefined>(undefined);
  const latest = useQuery({ ...latestQuery(type), enabled: types.length > 0 });
  const entity = chosen === undefined ? (latest.data ?? null) : chosen;
  const preview = usePreview(draft, entity, types.length === 0 || chosen !== undefined || !latest.isPending);
  const [pane, setPane] = useState<'write' | 'preview'>('write');
  const { ask, dialog } = useLeaveGuard(isDirty && mayWrite, discard);

  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const onSaved = (id: number) => {
    toast.success(t('mailTemplates.saved', { name: draft.name }));
    if (!opened && isThere.current) void navigate(`${list}?template=${id}`, { replace: true });
  };
  const submit = () => {
    if (mayWrite && isDirty && !isSaving) save(onSaved);
  };
  const onKeys = useRef(submit);
  onKeys.current = submit;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      onKeys.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const shownErrors = preview.mistakes.length > 0 ? [...errors.filter((e) => e.pointer === '/name'), ...preview.mistakes] : errors;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Link to={list} className="inline-flex items-center gap-1.5 text-sm text-accent-strong underline">
          <ArrowLeft className="size-4" aria-hidden />
          {t('mailTemplates.all')}
        </Link>
        <div className="flex flex-wrap items-center gap-2">
          {isDirty && mayWrite && <Badge tone="warning">{t('mailTemplates.unsaved')}</Badge>}
          {mayWrite ? (
            <>
              <Button onClick={() => ask(list)}>{t('action.close')}</Button>
              <Button look="primary" busy={isSaving} disabled={!isDirty} aria-keyshortcuts="Control+S" onClick={submit}>
                {t('mailTemplates.save')}
              </Button>
            </>
          ) : (
            <Badge tone="neutral">{t('mailTemplates.read_only')}</Badge>
          )}
        </div>
      </div>
      {isRestored && isDirty && (
        <p role="status" className="rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning">
          {t('mailTemplates.restored')}
        </p>
      )}
      <div className="xl:hidden">
        <Segments
          label={t('mailTemplates.panes')}
          value={pane}
          onChange={setPane}
          options={(['write', 'preview'] as const).map((value) => ({ value, label: t(`mailTemplates.pane.${value}`) }))}
        />
      </div>
      <div className="grid gap-5 xl:grid-cols-2 xl:items-start">
        <div className={cn('flex min-w-0 flex-col gap-5', pane !== 'write' && 'max-xl:hidden')}>
          <TemplateFields
            draft={draft}
            onChange={setDraft}
            errors={shownErrors}
            readOnly={!mayWrite}
            offersFields={mayWrite && may('workflows:read')}
          />
          {opened && may('workflows:read') && <UsedBy template={opened.template.id} />}
        </div>
        <div className={cn('min-w-0 xl:sticky xl:top-20', pane !== 'preview' && 'max-xl:hidden')}>
          <PreviewPane
            preview={preview}
            types={types}
            type={type}
            onType={(next) => {
              setType(next);
              setChosen(undefined);
            }}
            entity={entity}
            onEntity={setChosen}
          />
        </div>
      </div>
      {isConflict && opened && (
        <ConflictDialog
          id={opened.template.id}
          busy={isSaving}
          onClose={closeConflict}
          onTheirs={take}
          onOverwrite={(version) => save(onSaved, version)}
        />
      )}
      {dialog}
    </div>
  );
}
