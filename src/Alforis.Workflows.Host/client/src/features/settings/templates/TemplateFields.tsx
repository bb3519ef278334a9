import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/shared/api/problem';
import { errorSentence } from '@/shared/problems/words';
import { Card } from '@/shared/ui/Card';
import { Field } from '@/shared/ui/Field';
import { TextArea } from '@/shared/ui/TextArea';
import { type Draft, insertAt, mistakesOf, placeOf } from './draft';
import { Mistakes } from './Mistakes';
import { VariableList } from './VariableList';
import { placeholder } from './variables';

type Body = 'subject' | 'html' | 'text';
type Box = HTMLInputElement | HTMLTextAreaElement;
type Props = { draft: Draft; onChange: (draft: Draft) => void; errors: ProblemError[]; readOnly: boolean; offersFields: boolean };

/** The template as it is written. A field is put where the cursor was last. */
export function TemplateFields({ draft, onChange, errors, readOnly, offersFields }: Props) {
  const { t } = useTranslation();
  const boxes: Record<Body, RefObject<Box | null>> = { subject: useRef(null), html: useRef(null), text: useRef(null) };
  const [last, setLast] = useState<Body>('html');
  const select = (part: Body, start: number) =>
    requestAnimationFrame(() => {
      boxes[part].current?.focus();
      boxes[part].current?.setSelectionRange(start, start);
    });
  const insert = (path: string) => {
    const box = boxes[last].current;
    const end = draft[last].length;
    const { text, cursor } = insertAt(draft[last], placeholder(path), box?.selectionStart ?? end, box?.selectionEnd ?? end);
    onChange({ ...draft, [last]: text });
    select(last, cursor);
  };
  const wrong = (member: keyof Draft) => mistakesOf(errors, member);
  const simple = (member: 'name' | 'description', maxLength: number) => ({
    label: t(`mailTemplates.${member}`),
    value: draft[member],
    maxLength,
    readOnly,
    error: wrong(member).slice(0, 1).map(errorSentence)[0],
    onChange: (event: { target: Box }) => onChange({ ...draft, [member]: event.target.value }),
  });
  const part = (member: Body, maxLength: number) => {
    const count = wrong(member).length;
    return {
      ref: (box: Box | null) => {
        boxes[member].current = box;
      },
      label: t(`mailTemplates.${member}`),
      value: draft[member],
      maxLength,
      readOnly,
      error: count > 0 ? t('mailTemplates.mistakes', { count }) : undefined,
      onFocus: () => setLast(member),
      onChange: (event: { target: Box }) => onChange({ ...draft, [member]: event.target.value }),
    };
  };
  const places = (member: Body) => (
    <Mistakes errors={wrong(member)} onGo={(line, column) => select(member, placeOf(draft[member], line, column))} />
  );
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <Field {...simple('name', 200)} hint={t('mailTemplates.name_hint')} />
      <Field {...simple('description', 2000)} />
      {offersFields && (
        <div className="flex items-center justify-between gap-3 border-t pt-4">
          <p className="text-sm text-muted">{t('mailTemplates.fields_hint')}</p>
          <VariableList into={t(`mailTemplates.${last}`)} onInsert={insert} />
        </div>
      )}
      <div className="flex flex-col gap-1.5">
        <Field {...part('subject', 500)} />
        {places('subject')}
      </div>
      <div className="flex flex-col gap-1.5">
        <TextArea {...part('html', 100_000)} rows={14} spellCheck={false} className="font-mono text-sm" />
        {places('html')}
      </div>
      <div className="flex flex-col gap-1.5">
        <TextArea {...part('text', 100_000)} rows={8} hint={t('mailTemplates.text_hint')} className="font-mono text-sm" />
        {places('text')}
      </div>
    </Card>
  );
}
