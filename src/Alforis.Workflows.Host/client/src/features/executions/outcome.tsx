import { Ban, CircleCheck, CircleDashed, CircleMinus, CircleX, Clock, LoaderCircle, RotateCw, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge, type Tone } from '@/shared/ui/Badge';
import { cn } from '@/shared/ui/cn';

const looks = {
  success: { icon: CircleCheck, tone: 'success' },
  failed: { icon: CircleX, tone: 'danger' },
  running: { icon: LoaderCircle, tone: 'info' },
  pending: { icon: Clock, tone: 'info' },
  skipped: { icon: CircleMinus, tone: 'neutral' },
  cancelled: { icon: Ban, tone: 'neutral' },
} as const satisfies Record<string, { icon: unknown; tone: Tone }>;

/** Those that only steps and their attempts have. */
const stepLooks = {
  waiting: { icon: Clock, tone: 'info' },
  not_run: { icon: CircleDashed, tone: 'neutral' },
  retried: { icon: RotateCw, tone: 'warning' },
  lease_lost: { icon: Unplug, tone: 'warning' },
} as const;

export type Outcome = keyof typeof looks;
export const outcomes = Object.keys(looks) as Outcome[];

const lookOf = (status: string) =>
  status in looks ? looks[status as Outcome] : status in stepLooks ? stepLooks[status as keyof typeof stepLooks] : looks.pending;

const colours: Record<Tone, string> = {
  success: 'text-success',
  danger: 'text-danger',
  warning: 'text-warning',
  info: 'text-info',
  accent: 'text-accent',
  neutral: 'text-muted',
};

export function useOutcomeText() {
  const { t } = useTranslation();
  return (status: string) =>
    status in stepLooks
      ? t(`story.${status as keyof typeof stepLooks}`)
      : t(`outcome.${status in looks ? (status as Outcome) : 'pending'}`);
}

/** The sign of a status, for where the word stands beside it. */
export function OutcomeIcon({ status, className }: { status: string; className?: string }) {
  const { icon: Icon, tone } = lookOf(status);
  return <Icon aria-hidden className={cn('size-5 shrink-0', colours[tone], status === 'running' && 'animate-spin', className)} />;
}

/** How an execution, or a step of it, stands. */
export function OutcomeBadge({ status }: { status: string }) {
  const text = useOutcomeText();
  const { icon: Icon, tone } = lookOf(status);
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={status === 'running' ? 'animate-spin' : undefined} />
      {text(status)}
    </Badge>
  );
}
