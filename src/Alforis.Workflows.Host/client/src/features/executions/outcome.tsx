import { Ban, CircleCheck, CircleMinus, CircleX, Clock, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge, type Tone } from '@/shared/ui/Badge';

const looks = {
  success: { icon: CircleCheck, tone: 'success' },
  failed: { icon: CircleX, tone: 'danger' },
  running: { icon: LoaderCircle, tone: 'info' },
  pending: { icon: Clock, tone: 'info' },
  skipped: { icon: CircleMinus, tone: 'neutral' },
  cancelled: { icon: Ban, tone: 'neutral' },
} as const satisfies Record<string, { icon: unknown; tone: Tone }>;

export type Outcome = keyof typeof looks;
export const outcomes = Object.keys(looks) as Outcome[];

/** How an execution, or a step of it, stands. */
export function OutcomeBadge({ status }: { status: string }) {
  const { t } = useTranslation();
  const known = status in looks ? (status as Outcome) : 'pending';
  const { icon: Icon, tone } = looks[known];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={known === 'running' ? 'animate-spin' : undefined} />
      {t(`outcome.${known}`)}
    </Badge>
  );
}
