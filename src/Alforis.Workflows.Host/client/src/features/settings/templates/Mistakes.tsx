import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/shared/api/problem';
import { DiagnosticText } from '@/shared/problems/DiagnosticText';

/** What is wrong with a text, each with its place, to which it leads. */
export function Mistakes({ errors, onGo }: { errors: ProblemError[]; onGo: (line: number, column: number) => void }) {
  const { t } = useTranslation();
  if (errors.length === 0) return null;
  return (
    <div role="alert">
      <ul className="flex flex-col gap-2 text-sm text-danger">
        {errors.map((error) => (
          <li key={`${error.line}-${error.column}-${error.message}`}>
            <DiagnosticText
              error={{ ...error, pointer: '' }}
              lead={
                error.line && error.column ? (
                  <button
                    type="button"
                    className="font-medium underline"
                    onClick={() => onGo(error.line as number, error.column as number)}
                  >
                    {t('mailTemplates.place', { line: error.line, column: error.column })}
                  </button>
                ) : null
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
