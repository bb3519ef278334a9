import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';
import type { components } from '@/shared/api/schema';

export type Session = components['schemas']['SessionAnswer'];

export const sessionsKey = ['me', 'sessions'] as const;

/** Where one is signed in, the last used first. */
export const sessionsQuery = queryOptions({ queryKey: sessionsKey, queryFn: () => body(api.GET('/api/v1/auth/sessions')) });
