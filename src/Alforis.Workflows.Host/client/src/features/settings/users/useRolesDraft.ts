import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { ApiProblem } from '@/shared/api/problem';
import { tellProblem } from '@/shared/api/tellProblem';
import { toast } from '@/shared/ui/toast';
import { type User, useAccountChange } from './queries';

/** The account as it is when its roles are to be changed, and the change, which names that version. */
export function useRolesDraft(id: number, onSaved: () => void) {
  const { t } = useTranslation();
  const now = useQuery({
    queryKey: ['user', id, 'now'],
    queryFn: async ({ signal }) => {
      const answer = await api.GET('/api/v1/users/{id}', { params: { path: { id } }, signal });
      return { user: answer.data as User, version: answer.response.headers.get('ETag') ?? '' };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // What is ticked belongs to what was read: it is read anew when the user says so.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const change = useAccountChange(({ roles, version }: { roles: string[]; version: string }) =>
    api.PUT('/api/v1/users/{id}/roles', { params: { path: { id } }, body: { roles }, headers: { 'If-Match': version } }),
  );
  const isStale = change.error instanceof ApiProblem && change.error.status === 412;
  const save = (roles: string[], version: string, name: string) =>
    change.mutate(
      { roles, version },
      {
        onSuccess: () => {
          toast.success(t('users.roles_changed', { name }));
          onSaved();
        },
        onError: (error) => {
          if (!(error instanceof ApiProblem && error.status === 412)) tellProblem(error);
        },
      },
    );
  const reload = () => {
    void now.refetch().then(() => change.reset());
  };
  return { now, change, isStale, save, reload };
}
