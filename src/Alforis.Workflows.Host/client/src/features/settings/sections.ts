import { Activity, FileText, KeyRound, type LucideIcon, ScrollText, Send, UserRound, Users } from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

type Section = {
  name: 'account' | 'webhooks' | 'hooks' | 'templates' | 'users' | 'system' | 'audit';
  icon: LucideIcon;
  /** What one must be allowed; `null` for everybody's own. */
  permission: string | null;
  Content: LazyExoticComponent<ComponentType>;
};

/** The parts of the settings, in their order. */
export const sections: Section[] = [
  {
    name: 'webhooks',
    icon: Send,
    permission: 'webhooks:read',
    Content: lazy(async () => ({ default: (await import('./targets/TargetsSection')).TargetsSection })),
  },
  {
    name: 'hooks',
    icon: KeyRound,
    permission: 'incoming_hooks:read',
    Content: lazy(async () => ({ default: (await import('./hooks/HooksSection')).HooksSection })),
  },
  {
    name: 'templates',
    icon: FileText,
    permission: 'email_templates:read',
    Content: lazy(async () => ({ default: (await import('./templates/TemplatesSection')).TemplatesSection })),
  },
  {
    name: 'users',
    icon: Users,
    // Everybody may read names, to assign things; this is for who looks after accounts.
    permission: 'roles:read',
    Content: lazy(async () => ({ default: (await import('./users/UsersSection')).UsersSection })),
  },
  {
    name: 'system',
    icon: Activity,
    permission: 'settings:read',
    Content: lazy(async () => ({ default: (await import('./system/SystemSection')).SystemSection })),
  },
  {
    name: 'audit',
    icon: ScrollText,
    permission: 'audit:read',
    Content: lazy(async () => ({ default: (await import('./audit/AuditSection')).AuditSection })),
  },
  {
    name: 'account',
    icon: UserRound,
    permission: null,
    Content: lazy(async () => ({ default: (await import('./account/AccountSection')).AccountSection })),
  },
];
