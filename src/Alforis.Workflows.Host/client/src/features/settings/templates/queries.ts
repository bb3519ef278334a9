import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/shared/api/client';

export const pageSize = 25;

/** E-mail templates by name. */
export const templatesQuery = (search: string, skip: number) =>
  queryOptions({
    queryKey: ['email_templates', search, skip],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/email_templates', { params: { query: { ...(search && { search }), skip, limit: pageSize } }, signal })),
    placeholderData: keepPreviousData,
  });
