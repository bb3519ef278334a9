import { useTranslation } from 'react-i18next';
import type { Entity, EntityType } from '@/shared/crm/entities';
import { Card } from '@/shared/ui/Card';
import { EntityPicker } from '@/shared/ui/EntityPicker';
import { Segments } from '@/shared/ui/Segments';
import { MailPreview } from './MailPreview';
import type { usePreview } from './usePreview';

type Props = {
  preview: ReturnType<typeof usePreview>;
  types: EntityType[];
  type: EntityType;
  onType: (type: EntityType) => void;
  entity: Entity | null;
  onEntity: (entity: Entity | null) => void;
};

/** The e-mail for somebody, filled in by the server. */
export function PreviewPane({ preview, types, type, onType, entity, onEntity }: Props) {
  const { t } = useTranslation();
  const told = preview.isEmpty
    ? t('mailTemplates.preview_empty')
    : preview.error
      ? t(preview.mistakes.length > 0 ? (preview.isOld ? 'mailTemplates.preview_old' : 'mailTemplates.preview_wrong') : 'error.failed')
      : preview.isFetching && !preview.shown
        ? t('state.loading')
        : '';
  return (
    <Card className="flex flex-col gap-4 overflow-visible! p-4 sm:p-5">
      <h2 className="font-semibold">{t('mailTemplates.preview')}</h2>
      {types.length > 1 && (
        <div>
          <Segments
            label={t('mailTemplates.shown_for')}
            value={type}
            onChange={onType}
            options={types.map((value) => ({ value, label: t(`mailTemplates.for.${value}`) }))}
          />
        </div>
      )}
      {types.length > 0 && (
        <EntityPicker key={type} type={type} label={t(`mailTemplates.for.${type}`)} value={entity} onChange={onEntity} />
      )}
      {!entity && <p className="text-sm text-muted">{t('mailTemplates.made_up')}</p>}
      <p role="status" className={told ? 'rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning' : 'sr-only'}>
        {told}
      </p>
      {preview.shown && <MailPreview mail={preview.shown} />}
    </Card>
  );
}
