import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '@/shared/api/client';
import { putAtFields } from '@/shared/api/fieldErrors';
import { Button } from '@/shared/ui/Button';
import { DayField } from '@/shared/ui/DayField';
import { Dialog } from '@/shared/ui/Dialog';
import { Field } from '@/shared/ui/Field';
import { toDay } from '@/shared/ui/period';
import type { FailureGroup } from './queries';

type Props = { group: FailureGroup; open: boolean; onOpenChange: (open: boolean) => void };

/** Says that failures are expected: why, and until when. */
export function MuteDialog({ group, open, onOpenChange }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [day, setDay] = useState<string | null>(null);
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { note: '', until: '' } });
  const mute = useMutation({
    mutationFn: ({ note }: { note: string }) =>
      api.PUT('/api/v1/attention/mutes/{workflow_id}/{cause_key}', {
        params: { path: { workflow_id: group.workflow_id, cause_key: group.cause_key } },
        body: { ...(note.trim() ? { note: note.trim() } : {}), ...(day ? { until: endOf(day) } : {}) },
      }),
    onSuccess: async () => {
      onOpenChange(false);
      await queries.invalidateQueries({ queryKey: ['attention'] });
    },
    onError: (error) => putAtFields(error, setError, ['note', 'until']),
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('attention.mute_title')}
      description={t('attention.mute_text')}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form="mute" busy={mute.isPending}>
            {t('attention.mute_confirm')}
          </Button>
        </>
      }
    >
      <form id="mute" className="flex flex-col gap-4" onSubmit={(event) => void handleSubmit((values) => mute.mutate(values))(event)}>
        <Field
          label={t('attention.mute_note')}
          hint={t('attention.mute_note_hint')}
          maxLength={500}
          error={formState.errors.note?.message}
          {...register('note')}
        />
        <DayField
          label={t('attention.mute_until')}
          empty={t('attention.mute_forever')}
          value={day}
          first={toDay(new Date())}
          onChange={setDay}
        />
        {formState.errors.until && <p className="text-sm text-danger">{formState.errors.until.message}</p>}
      </form>
    </Dialog>
  );
}

/** The last moment of a day where the reader is. */
function endOf(day: string) {
  return new Date(`${day}T23:59:59.999`).toISOString();
}
