import {
  BellRing,
  ClipboardCheck,
  type LucideIcon,
  Mail,
  NotebookPen,
  PencilLine,
  Tag,
  UserRoundCheck,
  Webhook,
  Workflow,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  send_email: Mail,
  create_task: ClipboardCheck,
  send_notification: BellRing,
  update_field: PencilLine,
  assign_user: UserRoundCheck,
  add_tag: Tag,
  call_webhook: Webhook,
  create_activity: NotebookPen,
};

/** What a step does, at a glance; its words stand beside it. */
export function ActionIcon({ type }: { type: string }) {
  const Icon = icons[type] ?? Workflow;
  return (
    <span aria-hidden className="flex size-8 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-strong">
      <Icon className="size-4" />
    </span>
  );
}
