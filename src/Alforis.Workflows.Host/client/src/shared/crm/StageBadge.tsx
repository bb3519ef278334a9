import { useTranslation } from 'react-i18next';
import { Badge, type Tone } from '@/shared/ui/Badge';
import { type Stage, stages } from './entities';

const tones: Record<Stage, Tone> = {
  prospect: 'neutral',
  qualification: 'info',
  proposition: 'accent',
  negociation: 'warning',
  signe: 'success',
  perdu: 'danger',
  inactif: 'neutral',
};

/** Where an organisation or a deal stands in the pipeline. */
export function StageBadge({ stage }: { stage: string }) {
  const { t } = useTranslation();
  const known = stages.find((s) => s === stage);
  return known ? <Badge tone={tones[known]}>{t(`stage.${known}`)}</Badge> : <Badge>{stage}</Badge>;
}
