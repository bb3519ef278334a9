import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '@/shared/ui/Checkbox';
import { Field } from '@/shared/ui/Field';
import { TextArea } from '@/shared/ui/TextArea';
import { events } from './events';
import { readHeaders } from './headerText';

export type TargetForm = {
  name: string;
  url: string;
  description: string;
  header_text: string;
  drops_headers: boolean;
  event_types: string[];
  is_signed: boolean;
};

/** The fields that a new target and one that changes have in common. What was written before is never shown. */
export function TargetFields({ isNew, hasHeaders }: { isNew: boolean; hasHeaders: boolean }) {
  const { t } = useTranslation();
  const {
    register,
    watch,
    formState: { errors },
  } = useFormContext<TargetForm>();
  const headersRight = (text: string) => {
    const read = readHeaders(text);
    return 'headers' in read || t('targets.header_wrong', { line: read.wrongLine });
  };
  return (
    <>
      <Field
        label={t('targets.url')}
        type="url"
        placeholder={isNew ? 'https://' : ''}
        autoComplete="off"
        spellCheck={false}
        hint={t(isNew ? 'targets.url_hint' : 'targets.url_keep')}
        error={errors.url?.message}
        {...register('url', { required: isNew && t('targets.required'), setValueAs: (value: string) => value.trim() })}
      />
      <Field label={t('targets.description')} error={errors.description?.message} {...register('description')} />
      <div className="flex flex-col gap-2.5">
        <TextArea
          label={t('targets.header_text')}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-xs"
          hint={t(hasHeaders ? 'targets.header_keep' : 'targets.header_none')}
          error={errors.header_text?.message}
          {...register('header_text', { validate: headersRight, disabled: watch('drops_headers') })}
        />
        {hasHeaders && <Checkbox label={t('targets.drop_headers')} {...register('drops_headers')} />}
      </div>
      <fieldset className="flex flex-col gap-2.5">
        <legend className="mb-2.5 text-sm font-medium">{t('targets.events')}</legend>
        <div className="grid gap-2.5 sm:grid-cols-2">
          {events.map((event) => (
            <Checkbox key={event} label={t(`trigger.${event}`)} value={event} {...register('event_types')} />
          ))}
        </div>
        {errors.event_types && <p className="text-sm text-danger">{errors.event_types.message}</p>}
      </fieldset>
    </>
  );
}
