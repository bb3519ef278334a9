import {
  ArrowRightLeft,
  Building2,
  CalendarClock,
  Handshake,
  Hourglass,
  type LucideIcon,
  PencilLine,
  SquarePen,
  Webhook,
  Zap,
} from 'lucide-react';
import type { TriggerName } from './triggers';

const icons: Record<TriggerName, LucideIcon> = {
  organisation_created: Building2,
  organisation_updated: SquarePen,
  deal_created: Handshake,
  deal_updated: PencilLine,
  deal_stage_changed: ArrowRightLeft,
  scheduled: CalendarClock,
  inactivity_delay: Hourglass,
  webhook_received: Webhook,
};

/** What sets a workflow off, at a glance; its name stands beside it. */
export function TriggerIcon({ trigger }: { trigger: string }) {
  const Icon = icons[trigger as TriggerName] ?? Zap;
  return <Icon className="size-4 shrink-0 text-accent" aria-hidden />;
}
