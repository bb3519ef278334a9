import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/shared/api/problem';
import { errorWords } from './words';

/** One mistake: where, what is wrong, what to do; the server's exact sentence is folded away. */
export function DiagnosticText({ error, lead }: { error: ProblemError; lead?: ReactNode }) {
  const { t } = useTranslation();
  const { title, cure, place, raw } = errorWords(error);
  return (
    <div className="flex min-w-0 flex-col gap-0.5 break-words">
      {(lead || place) && (
        <p className="text-xs">
          {lead}
          {lead && place && ' · '}
          {place}
        </p>
      )}
      <p className="font-medium">{title}</p>
      {cure && <p>{cure}</p>}
      {raw && (
        <details className="text-xs">
          <summary>{t('diagnostic.raw')}</summary>
          <p lang="en" className="mt-1 font-mono">
            {raw}
          </p>
        </details>
      )}
    </div>
  );
}

/** Diagnostics as the database keeps them: why a workflow was suspended. */
export function Reasons({ reasons }: { reasons: unknown }) {
  const list = Array.isArray(reasons) ? (reasons as ProblemError[]) : [];
  return (
    <ul className="flex flex-col gap-2">
      {list.map((reason) => (
        <li key={`${reason.code} ${reason.pointer} ${reason.message}`}>
          <DiagnosticText error={reason} />
        </li>
      ))}
    </ul>
  );
}
