import { useTranslation } from 'react-i18next';
import { useFields } from '@/shared/format/fields';
import { Payload } from './Payload';
import { type Change, isHint } from './types';

/** The fields that the event changed, before and after. */
export function ChangeTable({ changes }: { changes: Change[] }) {
  const { t } = useTranslation();
  const { field, value } = useFields();
  const show = (v: unknown) => (isHint(v) ? <Payload value={v} /> : value(v));
  return (
    <table className="w-full table-fixed border-collapse text-left text-sm">
      <caption className="sr-only">{t('execution.changes')}</caption>
      <thead>
        <tr className="border-b text-xs text-muted">
          {(['field', 'before', 'after'] as const).map((name) => (
            <th key={name} scope="col" className="py-1.5 pr-2 font-medium">
              {t(`story.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field} className="border-b align-top last:border-b-0">
            <th scope="row" className="py-2 pr-2 font-medium break-words first-letter:uppercase">
              {field(change.field)}
            </th>
            <td className="py-2 pr-2 break-words text-danger">
              <del className="decoration-1">{show(change.before)}</del>
            </td>
            <td className="py-2 break-words text-success">
              <ins className="no-underline">{show(change.after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
