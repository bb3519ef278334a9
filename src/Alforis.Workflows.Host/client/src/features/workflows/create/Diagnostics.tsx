import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/shared/api/problem';

/** What is wrong with a definition; each place leads to where it stands in the text. */
export function Diagnostics({ error, onJump }: { error: Error; onJump: (line: number, column: number) => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg bg-danger-soft p-3 text-sm text-danger">
      <p className="font-medium">{problem?.title ?? t('error.away')}</p>
      {problem && problem.errors.length === 0 && problem.detail && <p>{problem.detail}</p>}
      <ul className="flex flex-col gap-1.5">
        {problem?.errors.map(({ code, pointer, line, column, message, suggestion }) => (
          <li key={`${code}${pointer}${line}:${column}`} className="break-words">
            <span className="font-mono text-xs">{code}</span>{' '}
            {line && (
              <button
                type="button"
                title={t('words.jump', { line, column: column ?? 1 })}
                className="rounded font-medium underline underline-offset-2"
                onClick={() => onJump(line, column ?? 1)}
              >
                {t('workflows.file_line', { line, column })}
              </button>
            )}
            {line && ' : '}
            {message} {suggestion}
          </li>
        ))}
      </ul>
    </div>
  );
}
