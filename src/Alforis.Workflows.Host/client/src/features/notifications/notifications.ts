import type { components } from '@/shared/api/schema';

export type Notification = components['schemas']['NotificationDetail'];

export const unreadKey = ['notifications', 'unread'];
export const listKey = ['notifications', 'list'];

const tones = ['info', 'success', 'warning', 'error'] as const;

/** How grave it is; what is not known is information. */
export const tone = (severity: string) => tones.find((t) => t === severity) ?? 'info';
