import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/shared/ui/cn';
import { Segments } from '@/shared/ui/Segments';
import type { Preview } from './usePreview';

type View = 'desktop' | 'phone' | 'text';

/** An e-mail as its reader gets it. The frame runs no script, sends no form and has an origin of its own. */
export function MailPreview({ mail }: { mail: Preview }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('desktop');
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-x-auto">
        <Segments
          label={t('mailTemplates.view')}
          value={view}
          onChange={setView}
          options={(['desktop', 'phone', 'text'] as const).map((value) => ({ value, label: t(`mailTemplates.as.${value}`) }))}
        />
      </div>
      <p className="text-sm break-words">
        <span className="text-muted">{t('mailTemplates.subject')} : </span>
        <span className="font-medium">{mail.subject}</span>
      </p>
      {view === 'text' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by keyboard.
        <pre tabIndex={0} className="max-h-[32rem] overflow-auto rounded-lg border bg-sunken p-4 font-mono text-sm whitespace-pre-wrap">
          {mail.text}
        </pre>
      ) : (
        <iframe
          title={t('mailTemplates.preview')}
          sandbox=""
          srcDoc={mail.html}
          className={cn('h-[32rem] rounded-lg border bg-white [color-scheme:light]', view === 'phone' ? 'w-full max-w-[375px]' : 'w-full')}
        />
      )}
      <p className="text-xs text-muted">{t('mailTemplates.images_note')}</p>
    </div>
  );
}
