import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, body } from '@/shared/api/client';
import { Button } from '@/shared/ui/Button';
import { cn } from '@/shared/ui/cn';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { Diagnostics } from './Diagnostics';
import { placeOf } from './place';

const largest = 1024 * 1024;

/** A definition from a file or the clipboard. The server says what is wrong with it, and where. */
export function FileDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [refused, setRefused] = useState<'words.drop_many' | 'words.drop_large' | null>(null);
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
  const change = (next: string) => {
    create.reset();
    setRefused(null);
    setText(next);
  };
  const take = async (files: FileList) => {
    const [chosen] = files;
    if (!chosen) return;
    if (files.length > 1) setRefused('words.drop_many');
    else if (chosen.size > largest) setRefused('words.drop_large');
    else change(await chosen.text());
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files);
  };
  const jump = (line: number, column: number) => {
    const shown = area.current;
    if (!shown) return;
    const [from, to] = placeOf(text, line, column);
    shown.focus();
    shown.setSelectionRange(from, to);
    // A selection does not scroll by itself; a letter of this face is 0.6 of its size wide.
    const style = getComputedStyle(shown);
    shown.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(style.lineHeight));
    shown.scrollLeft = Math.max(0, (column - 20) * Number.parseFloat(style.fontSize) * 0.6);
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
          onChange={async ({ target }) => {
            // Read before the field is emptied, which it is so that the same file can be chosen again.
            if (target.files) await take(target.files);
            target.value = '';
          }}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for a mouse; the button within does the same for a keyboard */}
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={drop}
          className={cn(
            'flex flex-wrap items-center gap-3 rounded-xl border-2 border-dashed p-4 text-sm text-muted',
            isOver ? 'border-accent bg-accent-soft' : 'border-line-strong/50',
          )}
        >
          <Button onClick={() => file.current?.click()}>
            <FileUp aria-hidden />
            {t('workflows.file_choose')}
          </Button>
          <span>
            {t('words.drop')}, {t('words.drop_hint')}
          </span>
        </div>
        {refused && (
          <p role="alert" className="text-sm text-danger">
            {t(refused)}
          </p>
        )}
        <label className="flex flex-col gap-1.5 text-sm font-medium">
          {t('workflows.file_paste')}
          <textarea
            ref={area}
            wrap="off"
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => event.dataTransfer.files.length > 0 && drop(event)}
            value={text}
            onChange={(e) => change(e.target.value)}
            spellCheck={false}
            rows={12}
            className="w-full rounded-lg border border-line-strong/60 bg-surface p-3 font-mono text-xs leading-5"
          />
        </label>
        {create.isError && <Diagnostics error={create.error} onJump={jump} />}
      </div>
    </Dialog>
  );
}
