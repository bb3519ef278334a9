import { useQuery } from '@tanstack/react-query';
import { Braces } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFields } from '@/shared/format/fields';
import { Button } from '@/shared/ui/Button';
import { Input } from '@/shared/ui/Field';
import { Popover } from '@/shared/ui/Popover';
import { vocabularyQuery } from './queries';
import { searchVariables, variablesOf } from './variables';

/** The fields that can be put into the text, found by words. */
export function VariableList({ into, onInsert }: { into: string; onInsert: (path: string) => void }) {
  const { t } = useTranslation();
  const { field } = useFields();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { data, isLoadingError } = useQuery({ ...vocabularyQuery, enabled: isOpen });
  const found = data ? searchVariables(variablesOf(data), words, field) : [];
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      label={t('mailTemplates.variables')}
      trigger={
        <Button size="sm">
          <Braces aria-hidden />
          {t('mailTemplates.insert')}
        </Button>
      }
    >
      <div className="flex w-80 max-w-full flex-col gap-2">
        <Input
          type="search"
          aria-label={t('mailTemplates.find_variable')}
          placeholder={t('mailTemplates.find_variable')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <p className="text-xs text-muted">{t('mailTemplates.insert_into', { field: into })}</p>
        <ul className="flex max-h-72 flex-col overflow-y-auto">
          {found.map(({ path }) => (
            <li key={path}>
              <button
                type="button"
                className="flex w-full flex-col rounded-lg px-2.5 py-1.5 text-left hover:bg-sunken"
                onClick={() => {
                  setOpen(false);
                  onInsert(path);
                }}
              >
                <span className="text-sm">{field(path)}</span>
                <span className="font-mono text-xs break-all text-muted">{path}</span>
              </button>
            </li>
          ))}
        </ul>
        <p role="status" className="text-sm text-muted">
          {isLoadingError
            ? t('mailTemplates.no_variables')
            : !data
              ? t('state.loading')
              : found.length === 0 && t('mailTemplates.none_such')}
        </p>
      </div>
    </Popover>
  );
}
