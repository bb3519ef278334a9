import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, body } from '@/shared/api/client';
import { ApiProblem } from '@/shared/api/problem';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';

/** A definition from a file or the clipboard. The server says what is wrong with it, and where. */
export function FileDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const create = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/workflows', { body: text as never, bodySerializer: () => text, headers: { 'Content-Type': 'application/json' } }),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['workflows'] });
      toast.success(t('workflows.created', { name: made.name }));
      onOpenChange(false);
      setText('');
      void navigate(`/workflows/${made.id}`);
    },
  });
  const problem = create.error instanceof ApiProblem ? create.error : null;
  const change = (next: string) => {
    create.reset();
    setText(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('workflows.file_title')}
      description={t('workflows.file_text')}
      wide
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('action.cancel')}</Button>
          <Button look="primary" disabled={text.trim() === ''} busy={create.isPending} onClick={() => create.mutate()}>
            {t('workflows.file_submit')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          className="sr-only"
          tabIndex={-1}
          aria-label={t('workflows.file_choose')}
          onChange={async (e) => {
            const chosen = e.target.files?.[0];
            e.target.value = '';
            if (chosen) change(await chosen.text());
          }}
        />
        <Button className="self-start" onClick={() => file.current?.click()}>
          <FileUp aria-hidden />
          {t('workflows.file_choose')}
        </Button>
        <label className="flex flex-col gap-1.5 text-sm font-medium">
          {t('workflows.file_paste')}
          <textarea
            value={text}
            onChange={(e) => change(e.target.value)}
            spellCheck={false}
            rows={12}
            className="w-full rounded-lg border border-line-strong/60 bg-surface p-3 font-mono text-xs leading-5"
          />
        </label>
        {create.isError && (
          <div role="alert" className="flex flex-col gap-2 rounded-lg bg-danger-soft p-3 text-sm text-danger">
            <p className="font-medium">{problem?.title ?? t('error.away')}</p>
            {problem && problem.errors.length === 0 && problem.detail && <p>{problem.detail}</p>}
            <ul className="flex flex-col gap-1.5">
              {problem?.errors.map((e) => (
                <li key={`${e.code}${e.pointer}${e.line}:${e.column}`}>
                  <span className="font-mono text-xs">{e.code}</span>{' '}
                  {e.line && <span>{t('workflows.file_line', { line: e.line, column: e.column })} : </span>}
                  {e.message} {e.suggestion}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}
