import { useTranslation } from 'react-i18next';
import type { ProblemError } from '@/shared/api/problem';

/** What is wrong with a text, each with its place, to which it leads. */
export function Mistakes({ errors, onGo }: { errors: ProblemError[]; onGo: (line: number, column: number) => void }) {
  const { t } = useTranslation();
  if (errors.length === 0) return null;
  return (
    <div role="alert">
      <ul className="flex flex-col gap-1 text-sm text-danger">
        {errors.map((error) => (
          <li key={`${error.line}-${error.column}-${error.message}`} className="break-words">
            {error.line && error.column ? (
              <button
                type="button"
                className="mr-1.5 font-medium underline"
                onClick={() => onGo(error.line as number, error.column as number)}
              >
                {t('mailTemplates.place', { line: error.line, column: error.column })}
              </button>
            ) : null}
            {error.message} {error.suggestion}
          </li>
        ))}
      </ul>
    </div>
  );
}
