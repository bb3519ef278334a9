import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { ActionIcon } from '../detail/ActionIcon';
import type { Workflow } from '../queries';
import { TriggerIcon } from '../TriggerIcon';

type Props = { template: Workflow; level: 'h3' | 'h4'; busy: boolean; onPreview: () => void; onUse: () => void };

/** A template: what sets it off, what it does, and both ways on. */
export function TemplateCard({ template, level: Heading, busy, onPreview, onUse }: Props) {
  const { t } = useTranslation();
  const types = [...new Set((template.actions as { type: string }[]).map((action) => action.type))];
  return (
    <li className="flex flex-col gap-3 rounded-xl border bg-canvas p-4">
      <div className="flex flex-col items-start gap-1.5">
        <Heading className="font-medium">{template.name}</Heading>
        <Badge tone="accent">
          <TriggerIcon trigger={template.trigger_type} />
          {t(`trigger.${template.trigger_type}` as 'trigger.manual', { defaultValue: template.trigger_type })}
        </Badge>
      </div>
      <p className="flex-1 text-sm text-muted">{template.description}</p>
      <ul className="flex flex-wrap gap-1.5">
        {types.map((type) => (
          <li key={type} title={t(`action_type.${type}` as 'action_type.add_tag', { defaultValue: type })}>
            <ActionIcon type={type} />
            <span className="sr-only">{t(`action_type.${type}` as 'action_type.add_tag', { defaultValue: type })}</span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" size="sm" busy={busy} aria-label={`${t('workflows.template_use')} : ${template.name}`} onClick={onUse}>
          {t('workflows.template_use')}
        </Button>
        <Button size="sm" aria-label={`${t('words.preview')} : ${template.name}`} onClick={onPreview} data-preview={template.id}>
          <Eye aria-hidden />
          {t('words.preview')}
        </Button>
      </div>
    </li>
  );
}
