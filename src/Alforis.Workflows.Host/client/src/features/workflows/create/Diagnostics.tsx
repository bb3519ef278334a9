import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/shared/api/problem';
import { DiagnosticText } from '@/shared/problems/DiagnosticText';
import { problemWords } from '@/shared/problems/words';

/** What is wrong with a definition; each place leads to where it stands in the text. */
export function Diagnostics({ error, onJump }: { error: Error; onJump: (line: number, column: number) => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const words = problem && problemWords(problem);
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg bg-danger-soft p-3 text-sm text-danger">
      <p className="font-semibold">{words?.title ?? t('error.away')}</p>
      {problem && problem.errors.length === 0 && words?.more && <p>{words.more}</p>}
      <ul className="flex flex-col gap-3">
        {problem?.errors.map((found) => (
          <li key={`${found.code}${found.pointer}${found.line}:${found.column}`}>
            <DiagnosticText
              error={found}
              lead={
                found.line && (
                  <button
                    type="button"
                    title={t('words.jump', { line: found.line, column: found.column ?? 1 })}
                    className="rounded font-medium underline underline-offset-2"
                    onClick={() => onJump(found.line ?? 1, found.column ?? 1)}
                  >
                    {t('diagnostic.line', { line: found.line, column: found.column ?? 1 })}
                  </button>
                )
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
